"""The till itself: is this its own database, its own key, and is all well with it?"""
