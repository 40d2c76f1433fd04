"""The right side of Progress: what holds a post back and how to settle it, who signs it off, and the way out."""
