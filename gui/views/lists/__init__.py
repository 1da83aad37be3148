"""What every list shares: filter, rows that grow, and a steady selection."""
