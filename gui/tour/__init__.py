"""A demonstration day, played in the real window."""
