"""The Gift Card Hero service itself: embedded as a sandbox, or self-hosted."""
