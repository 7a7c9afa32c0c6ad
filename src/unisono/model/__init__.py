"""What the words mean: posts, accounts, traces, pairs, networks, findings."""
