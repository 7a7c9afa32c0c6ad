"""The search for networks asks what the scan asks, and its claims come from elsewhere."""

from unisono.detectors.co_action import DETECTOR
from unisono.watch.detectors.networks import NETWORKS


def test_it_asks_as_the_scan_does_and_looks_at_no_window() -> None:
    assert (NETWORKS.question, NETWORKS.innocent) == (DETECTOR.question, DETECTOR.innocent)
    assert NETWORKS.begin is None
    assert NETWORKS.windows == ()
