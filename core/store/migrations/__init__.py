"""The schema of the local database, one revision a file; the outbox survives every one of them."""
