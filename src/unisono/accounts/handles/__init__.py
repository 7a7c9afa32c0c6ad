"""Handles: how surprising their letters are to those who speak some language."""
