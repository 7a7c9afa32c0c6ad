"""Which accounts keep acting together in the stream? Its claims come from the search for networks beside the stream."""

from unisono.detectors.co_action import DETECTOR
from unisono.watch.detectors.declaration import LiveDetector

NETWORKS = LiveDetector(
    name="networks",
    question=DETECTOR.question,
    innocent=DETECTOR.innocent,
    subject_kinds=("network",),
    windows=(),
    begin=None,
    least_accounts=3,
)
