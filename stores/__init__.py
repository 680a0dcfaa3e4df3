"""What is kept of conversations, and what keeps their messages apart."""
