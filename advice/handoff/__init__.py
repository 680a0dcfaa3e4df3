"""Handing over to people: what a visitor wants passed on, and what is said about it."""
