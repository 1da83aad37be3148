"""Several cards at once, from a number or a file."""
