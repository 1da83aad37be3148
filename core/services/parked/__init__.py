"""What needs a person: settling an operation that no program can decide."""
