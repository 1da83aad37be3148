"""Labels, pills, icons and key hints."""
