"""Programs that nobody here wrote, asked whether what we send them is right."""
