"""Measurements beside an anchor, taken in the same run on the same machine."""
