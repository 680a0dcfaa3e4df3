"""How messages reach the practice: by e-mail and by webhook, retried until they arrive."""
