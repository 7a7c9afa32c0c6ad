"""The scorecard of a hashtag: how much, by whom, how concentrated, since when, and what it says."""
