"""The training sheet (F8), on the sandbox only."""
