"""Putting tags on by typing."""
