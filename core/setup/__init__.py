"""Make one command enough: a ready .venv and the system's libraries under it. Standard library only, but `parts`."""
