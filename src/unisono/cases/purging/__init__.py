"""Taking people or posts out of a case for good, with the log kept: on request, when time is up, or all of it."""

from unisono.cases.purging.purging import Purged, purge
from unisono.cases.purging.request import PurgeRequest

__all__ = ["PurgeRequest", "Purged", "purge"]
