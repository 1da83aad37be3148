"""Fields, and what is chosen or typed in them."""
