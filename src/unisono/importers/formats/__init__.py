"""The source formats, one file each."""
