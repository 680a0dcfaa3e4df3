"""The practice's own page at `/desk`: for its staff, behind a password."""
