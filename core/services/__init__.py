"""The write side: each act of a clerk, the replay of the outbox, and the pull of cards."""
