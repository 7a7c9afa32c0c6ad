"""The search for networks beside a stream: which batches it looks at, the scan itself, and what of it is news."""
