"""One question per file; the list of them is written out here."""
