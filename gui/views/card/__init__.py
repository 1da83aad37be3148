"""The counter: the card that lies on it, each panel that works on it, and what came of it."""
