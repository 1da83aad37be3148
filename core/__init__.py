"""Everything about the desk that is true without a screen. Nothing below this package imports Qt."""
