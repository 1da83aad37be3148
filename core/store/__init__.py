"""The local database. SQLAlchemy lives here and in core.queries; no ORM object or session leaves."""
