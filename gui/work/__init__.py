"""The work behind the window: lanes, and what pages ask of the core."""
