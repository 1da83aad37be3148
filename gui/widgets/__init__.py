"""Small widgets, one file each. They know tokens and texts, never the core's services."""
