"""A practice's answers, for the tests of new-practice."""

from __future__ import annotations

HARBOR = """\
name: Harbor Hands
country: UK
phone: 020 7946 0000
email: hello@harborhands.example
address: 4 Quay Lane, ground floor
opening_hours: Mon-Fri 9-12 and 2pm-6pm
prices:
  - Sea massage, 60 min, £55
  - Sea massage, 90 min, £80
payment_kinds: Cash, debit card and bank transfer
therapists: Ann and Bo work here, both for ten years
privacy_url: https://harborhands.example/privacy
couples: We have one room for two people.
color: "#7A2F4F"
"""
