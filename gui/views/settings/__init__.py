"""Settings: the till, the shop, its people and its service."""
