"""The decisions: what to answer, from which content. Imports neither rasa nor rasa_sdk."""
