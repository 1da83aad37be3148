"""Tables: the model, the view, its delegates and its menu."""
