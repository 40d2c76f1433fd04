"""What the list of notes is filtered by, as chips."""
