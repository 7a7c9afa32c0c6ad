"""Pictures of a network as inline SVG, computed here so that they need no script: graph, timeline, pace."""
