"""Facts that are changed while visitors are answered."""
