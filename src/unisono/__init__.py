"""Unisono: find, test and document accounts that act as one in social-media posts."""

__version__ = "0.1.0"
