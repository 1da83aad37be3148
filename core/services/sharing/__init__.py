"""What the tills of a shop have in common, and how a till becomes one of them (docs/decisions/0141)."""
