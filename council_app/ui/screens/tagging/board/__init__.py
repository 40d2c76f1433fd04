"""Affinity boards: the list of them, and the board itself as a canvas and as an outline."""
