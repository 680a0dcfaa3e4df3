"""The guide at `/guide`: the same questions and outcome as the chat, in plain HTML."""
