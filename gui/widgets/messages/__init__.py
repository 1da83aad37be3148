"""What the program says: message bar, waiting line, empty states."""
