"""Our intent classification beside Rasa's default pipeline, on the same examples."""
