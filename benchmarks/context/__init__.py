"""Our reader of context (negation, history, other people, generalities) beside medspaCy's."""
