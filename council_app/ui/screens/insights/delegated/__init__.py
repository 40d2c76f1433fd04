"""What was delegated: the board, the form that delegates, statuses back from a file."""
