"""Pictures of themes as SVG: one drawing for window, report and file."""
