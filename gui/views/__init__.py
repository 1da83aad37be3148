"""The pages of the window, one module each; gui.window.main_window builds a page when it is first shown."""
