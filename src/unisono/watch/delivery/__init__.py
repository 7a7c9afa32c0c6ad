"""Where alerts go beside the case: a file of lines, and an address that takes them."""
