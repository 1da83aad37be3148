"""Alerts (F7): what a person must do something about, with what to do and the way there."""
