"""Where live posts come from: the list of sources, written out."""
