"""One target: what was posted against it, when it came in bursts, by whom, and which share networks have."""
