"""Charts: painted by hand, from the same boxes and texts that go onto paper."""
