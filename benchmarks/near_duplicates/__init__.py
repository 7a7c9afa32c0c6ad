"""Measures how near-duplicate texts are found: what is missed, what is wrong, how long it takes, beside other tools."""
