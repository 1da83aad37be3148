"""Measurements, never tests: each prints a ratio to a floor measured in the same run, in turn with it."""
