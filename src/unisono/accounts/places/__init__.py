"""What countries people name as their place, and which languages are spoken there."""
