"""What stands around every page: header, sidebar, band and status bar."""
