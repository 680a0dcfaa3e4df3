"""`python -m kneadwise`."""

from kneadwise.cli import app

app(prog_name="kneadwise")
