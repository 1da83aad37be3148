"""Eight tills, each its own process, on one service over PostgreSQL: killed at work, behind a proxy that repeats."""
