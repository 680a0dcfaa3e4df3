"""What is kept of conversations, how long, and what keeps their messages apart."""
