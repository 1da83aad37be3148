"""Dialogs, one module each. They are opened, never run: the window goes on living behind them."""
