"""Techniques of DISARM Red: the ids that hold today, and which of them the findings of a run support."""
