"""Search: all cards of the shop."""
