"""One file per source format; the list of them is written out here."""
