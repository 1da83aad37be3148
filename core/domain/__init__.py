"""Pure rules of gift cards. Standard library only; no clock, no disk, no network."""
