"""Words of filters."""

from unisono.detectors import DETECTORS
from unisono.web.pages.found.claim_filters import CLAIM_FILTERS, DETECTOR
from unisono.web.pages.found.claims import CLAIMS


def test_every_detector_has_a_word_to_choose_it_by() -> None:
    assert {one.name for one in DETECTORS} <= set(DETECTOR.labels)


def test_every_filter_chooses_by_a_column_of_claims() -> None:
    assert {one.column for one in CLAIM_FILTERS} <= set(CLAIMS)
    assert len({one.name for one in CLAIM_FILTERS}) == len(CLAIM_FILTERS)
