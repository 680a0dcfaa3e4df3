"""The sentence encoder all-MiniLM-L6-v2: its weights, its graph and its running model."""
