"""Buttons and tiles, and the offers that they make."""
