"""Workshop mode: the facilitator goes through insights one by one, and the projector shows each of them large."""
