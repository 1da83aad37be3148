"""Paints the layouts of core.printing: on paper, into PDF files, into pictures."""
