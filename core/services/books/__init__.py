"""The audit journal: written inside each act's transaction, and checked as a whole."""
