"""Hostile words: insults, threats and doxxing in many languages, how severe they are, and where they stand."""
