"""The middle of Progress: one post as Markdown, styled where it stands, with marks for what it stands on and what holds it back."""
