"""Rasa's custom actions: each reads the tracker, calls `advice` and speaks the result."""
