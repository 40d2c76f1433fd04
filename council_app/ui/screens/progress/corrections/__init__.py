"""What a published post says that is no longer so, and what is said instead."""
