"""Worlds as files: the exports of two platforms, the pictures, and the folder that holds them with the truth."""
