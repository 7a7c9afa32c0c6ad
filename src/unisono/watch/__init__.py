"""Live streams: sources, windows over what came last, detectors that look at them, and alerts."""
