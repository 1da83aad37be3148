"""Reports: the books against what the service shows."""
