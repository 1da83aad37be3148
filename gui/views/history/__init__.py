"""History: all that this till ever did."""
