"""The website channel (contract.md §1), and the pages beside it."""
