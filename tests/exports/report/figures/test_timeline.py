"""The timeline has a row for every account and stays small."""

from datetime import UTC, datetime, timedelta

import polars as pl

from unisono.exports.report.amounts import Clock
from unisono.exports.report.figures.timeline import TimelinePicture, draw_timeline
from unisono.model.tables import ACTS, empty

NOON = datetime(2018, 6, 1, 12, tzinfo=UTC)


def draw(accounts: int, objects: int, events: list[tuple[str, datetime | None]] | None = None) -> TimelinePicture:
    """Draw a network in which everybody acts on every object, a day apart."""
    rows = [
        (
            1,
            "repost",
            f"o{thing}",
            f"x:{account}",
            f"x:{thing}.{account}",
            NOON + timedelta(days=thing, seconds=account),
        )
        for thing in range(objects)
        for account in range(accounts)
    ]
    acts = pl.DataFrame(rows, schema=ACTS, orient="row")
    names = {f"x:{account}": f"name{account}" for account in range(accounts)}
    picture = draw_timeline(1, acts, names, events or [], Clock(), most_rows=150, most_cells=6000)
    assert picture is not None
    return picture


def test_every_account_of_a_small_network_is_named_and_every_act_has_a_tick() -> None:
    picture = draw(5, 4)
    assert all(f">name{i}<" in picture.svg for i in range(5))
    ticks = picture.svg.split('class="tick layer-repost level-4"')[1].split('"/>')[0]
    assert ticks.count("M") == 20
    assert picture.note == ""


def test_a_thousand_accounts_share_rows_and_the_note_says_so() -> None:
    picture = draw(1000, 30)
    assert "Each row stands for 7 accounts" in picture.note
    assert "1,000 accounts, in order of their first act" in picture.svg
    assert len(picture.svg) < 150_000


def test_known_events_are_marked_and_unknown_or_distant_ones_are_not() -> None:
    events = [("woke", NOON + timedelta(days=1)), ("turned", None), ("born", NOON - timedelta(days=900))]
    picture = draw(3, 4, events)
    assert picture.svg.count('class="event"') == 1
    assert ">woke<" in picture.svg


def test_one_moment_alone_can_be_drawn_and_none_cannot() -> None:
    assert draw(1, 1).svg.count("<text") > 0
    assert draw_timeline(1, empty(ACTS), {}, [], Clock(), most_rows=9, most_cells=9) is None
