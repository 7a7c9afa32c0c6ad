"""How often the scorecard of hashtags raises a false alarm, and how often it sees planted posts."""
