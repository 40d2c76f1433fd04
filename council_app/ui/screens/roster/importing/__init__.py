"""Bringing a roster in: file, columns, preview, result."""
