"""The recommendation: which style fits, or a physician first, and why."""
