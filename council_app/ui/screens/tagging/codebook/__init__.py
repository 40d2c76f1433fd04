"""The tree of tags: seen, used and edited."""
