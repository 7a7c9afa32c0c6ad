"""The files that processes are given first, or together, are there."""

from tests.house.sources import ROOT
from tests.sharing_work import IN_THE_BROWSER, LONGEST, PLAYED_GUIDES, TOGETHER


def test_every_file_that_is_given_first_or_together_is_there() -> None:
    files = {*TOGETHER, *LONGEST} - {PLAYED_GUIDES, IN_THE_BROWSER}
    assert [file for file in sorted(files) if not (ROOT / file).is_file()] == []


def test_what_is_given_together_is_given_first_under_its_common_name() -> None:
    assert set(TOGETHER.values()) <= set(LONGEST)
    assert not set(TOGETHER) & set(LONGEST)
