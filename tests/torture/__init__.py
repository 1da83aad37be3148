"""The torture bed: the real till killed, its disk failing or cut off, at every moment of what a counter does."""
