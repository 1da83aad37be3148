"""The pictures of docs/pictures, drawn from the running program, and compared with what it draws today."""
