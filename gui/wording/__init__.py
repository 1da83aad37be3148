"""What people read, in the language and the habits of the locale."""
