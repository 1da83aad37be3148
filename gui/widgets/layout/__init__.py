"""Boxes, flows and scroll areas."""
