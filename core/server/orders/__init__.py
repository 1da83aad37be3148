"""Sell cards by orders: the catalogue, and what is made and sent in the background."""
