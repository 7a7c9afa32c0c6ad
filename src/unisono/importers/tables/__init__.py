"""Tables as sources: their rows, cells and columns on the way to posts, whatever the platform."""
