"""The workbench: the pages of one or several cases in a browser of this machine."""
