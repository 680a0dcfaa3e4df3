"""How long each component of the pipeline takes for a message."""
