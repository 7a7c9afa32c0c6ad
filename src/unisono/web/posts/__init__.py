"""The posts that pages show: kept in order of time, chosen by what an address asks for, read a page at a time."""
