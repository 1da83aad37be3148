"""What a key, a scanner and a click may do (docs/input.md)."""
