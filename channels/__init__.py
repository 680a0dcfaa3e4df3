"""Ways into the assistant: the website channel of the contract."""
