"""What both servers check and withhold, whoever starts them. Imports neither of them."""
