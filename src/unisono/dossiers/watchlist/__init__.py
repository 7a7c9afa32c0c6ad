"""Watchlists against a case: which members it has, and what they push, day by day, beside comparable accounts."""
