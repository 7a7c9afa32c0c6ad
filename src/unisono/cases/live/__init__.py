"""What a watched case holds beside its segments: recordings, alerts, gaps, rates and the state of the watcher."""
