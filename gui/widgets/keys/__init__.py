"""Chords, Enter, arrow keys and the order of Tab."""
