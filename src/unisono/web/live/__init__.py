"""What a watcher writes into a case, read for its pages, and sent on to them as it changes."""
