"""The jobs of a workbench."""

from dataclasses import dataclass


@dataclass
class Jobs:
    """Starts imports and scans beside the server."""
