"""What was not understood, and how the practice's answers to it get into the assistant."""
