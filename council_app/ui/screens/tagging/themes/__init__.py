"""Tables and pictures of themes: a page over the list of notes."""
