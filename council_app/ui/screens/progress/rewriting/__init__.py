"""Writing a post again from the data, shown paragraph by paragraph before anything changes."""
