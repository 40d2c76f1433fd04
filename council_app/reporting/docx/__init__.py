"""The report as an editable document: the page as HTML, walked once, in the styles of a word processor."""
