"""Fits the automation estimate on labelled accounts, and measures how far it can be trusted."""
