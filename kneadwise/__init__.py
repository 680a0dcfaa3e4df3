"""The command line: trains the model and runs the servers."""
