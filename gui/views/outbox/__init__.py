"""The outbox: what waits, and the inbox of what needs a person."""
