"""The version of Unisono, for shelves that name it: the package itself hands out the Python API, above all of them."""

__version__ = "0.1.0"
