"""Pictures of an insight: the strip beside the gate, and the page that draws over one."""
