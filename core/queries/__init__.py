"""The read side: one method a screen, frozen rows, already projected and sorted in SQL. Nothing here writes."""

from core.queries.queries import Facts, Queries

__all__ = ["Facts", "Queries"]
