"""What happened in a case, in order: networks, what they pushed, who woke and turned, and the case's events."""
