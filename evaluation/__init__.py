"""Measuring understanding on messages that training never sees."""
