"""The outbox: what enters it, how it is worked off, and what each answer leaves behind."""
