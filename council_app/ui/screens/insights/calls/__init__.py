"""Calls to people who complained and allow contact."""
