"""What the browser extension Zeeschuimer collects: one module for each platform's items, and the reader of a file."""
