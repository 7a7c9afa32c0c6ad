"""A case is a folder: open it, append to it, read it, keep its runs."""
