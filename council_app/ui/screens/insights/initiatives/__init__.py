"""Initiatives: the board of now, next and later, the business case of one, and the roadmap page."""
