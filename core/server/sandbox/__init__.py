"""The service inside this program, and what practice and tests do to it: seeded cards, faults, a web shop."""
