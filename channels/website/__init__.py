"""The website channel (contract.md §1), named in credentials.yml."""

from channels.website.channel import WebsiteInput

__all__ = ["WebsiteInput"]
