"""The action server: rasa_sdk's own, closed to everyone but the Rasa server."""
