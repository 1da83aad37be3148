"""`make metrics`: the figures of the structure, counted from the sources and from a recorded run of the real window."""
