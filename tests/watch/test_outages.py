"""Stretches of time without lines."""

from unisono.watch.outages import Outages
from unisono.watch.sources.declaration import BUFFER_FULL, Interruption


def test_an_outage_is_told_once_when_it_is_over_with_its_first_reason() -> None:
    outages = Outages()
    outages.begin("broke off", 10.0)
    outages.begin("refused", 12.0)
    assert outages.tell(13.0, all_over=False) == []
    outages.end(15.0, recovered=True)
    assert outages.tell(16.0, all_over=False) == [Interruption("broke off", 10.0, 15.0, recovered=True)]
    assert outages.tell(17.0, all_over=False) == []


def test_an_outage_that_lasts_at_the_end_is_told_without_an_end() -> None:
    outages = Outages()
    outages.begin("broke off", 10.0)
    assert outages.tell(20.0, all_over=True) == [Interruption("broke off", 10.0, None, recovered=False)]


def test_lines_without_an_outage_before_them_end_none() -> None:
    outages = Outages()
    outages.end(15.0, recovered=True)
    assert outages.tell(16.0, all_over=True) == []


def test_lines_left_out_shortly_after_one_another_are_one_stretch_with_their_number() -> None:
    outages = Outages()
    for at in (10.0, 10.5, 11.2, 14.0):
        outages.drop(at)
    assert outages.tell(14.5, all_over=False) == [Interruption(BUFFER_FULL, 10.0, 11.2, recovered=False, lost=3)]
    assert outages.is_dropping(14.5)
    assert outages.tell(15.5, all_over=False) == [Interruption(BUFFER_FULL, 14.0, 14.0, recovered=False, lost=1)]
    assert not outages.is_dropping(15.5)
