"""The served assistant beside two Rasa assistants: speed, load, start-up and memory."""
