"""Painting a laid-out page: on a screen, into a PDF, or in dots for a receipt printer."""
