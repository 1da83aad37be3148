"""The tests. `python3 -m tests` runs them; they mirror core/ and gui/."""
