"""What guards a till's data folder: its one owner, the owner's socket, the first start, the guard against rollback."""
