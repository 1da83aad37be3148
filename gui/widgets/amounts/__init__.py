"""Typing an amount: the display, the keypad, chips with ready amounts."""
