"""Custom parts of Rasa's graph: importer and NLU components."""
