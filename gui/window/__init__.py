"""The main window, and what belongs to it alone: messages, shortcuts, the closing question, its place on the screen."""
