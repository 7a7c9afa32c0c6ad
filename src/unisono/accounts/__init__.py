"""Accounts in time: what each does, when, and how that changes."""
