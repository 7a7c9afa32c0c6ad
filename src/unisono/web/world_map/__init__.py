"""A map of the world for counts by country: outlines, their projection, and the figure."""
