"""People across sessions: one page per person, the same person twice, and how long everybody is kept."""
