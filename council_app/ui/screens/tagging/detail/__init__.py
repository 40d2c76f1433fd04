"""One note in full: its words with what is laid on them, and all that stands beside it."""
