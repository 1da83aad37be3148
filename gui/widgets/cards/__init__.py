"""A card and its history, and pictures of what is printed for it."""
