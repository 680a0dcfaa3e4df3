"""A new practice: its facts asked for, its content folder written."""
