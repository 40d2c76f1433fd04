"""Asking again when a wording has changed."""
