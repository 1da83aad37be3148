"""The acts of a clerk, each accepted in one transaction."""
