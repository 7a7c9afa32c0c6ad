"""Times in which a stream was not seen are shaded and told, and nothing is added where all was seen."""

from datetime import UTC, datetime, timedelta

from unisono.cases.live.gaps import Gap
from unisono.exports.report.amounts import Clock
from unisono.exports.report.figures.unseen import draw_unseen, unseen_legend, unseen_words

NOON = datetime(2026, 5, 1, 12, tzinfo=UTC)
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
GONE = Gap("ws:x", NOON + 15 * MINUTE, NOON + 30 * MINUTE, "server <gone>\u202e")
READ_LATER = Gap("ws:x", NOON + 40 * MINUTE, NOON + 50 * MINUTE, "reset", is_recovered=True)


def place(at: datetime) -> float:
    return (at - NOON).total_seconds() / 60


def shades(*gaps: Gap) -> list[str]:
    return draw_unseen(gaps, place, NOON, NOON + HOUR, top=0, height=10)


def test_a_shade_reaches_from_its_beginning_to_its_end_within_the_figure() -> None:
    (shade,) = shades(GONE, READ_LATER)
    assert 'x="15.0"' in shade and 'width="15.0"' in shade
    (lasting,) = shades(Gap("ws:x", NOON - HOUR, None, "gone"))
    assert 'x="0.0"' in lasting and 'width="60.0"' in lasting


def test_a_short_time_is_still_to_be_seen() -> None:
    (shade,) = shades(Gap("ws:x", NOON, NOON + timedelta(seconds=1), "gone"))
    assert 'width="2.0"' in shade


def test_where_all_was_seen_nothing_is_added() -> None:
    assert shades(READ_LATER) == [] == unseen_legend([READ_LATER], NOON, NOON + HOUR, 0, 0)
    assert unseen_words([READ_LATER], Clock()) == ""
    assert unseen_words([GONE], Clock(), NOON + HOUR, NOON + 2 * HOUR) == ""


def test_the_words_say_when_and_why_and_hide_nothing_of_a_strangers_words() -> None:
    told = unseen_words([GONE], Clock("Europe/Berlin"))
    assert told.startswith("Not seen 2026-05-01 14:15:00 to 14:30:00 +02:00 (server <gone>") and "\u202e" not in told


def test_of_many_times_the_longest_are_told_and_the_others_counted() -> None:
    gaps = [Gap("ws:x", NOON + HOUR * k, NOON + HOUR * k + MINUTE * (k + 1), f"reason {k}") for k in range(5)]
    told = unseen_words(gaps, Clock())
    assert "reason 4" in told and "reason 2" in told and "reason 1" not in told and "2 shorter times" in told


def test_a_time_that_lasts_and_one_over_midnight_have_their_days() -> None:
    assert unseen_words([Gap("ws:x", NOON, None, "gone")], Clock()) == "Not seen since 2026-05-01 12:00:00 UTC (gone)."
    over = unseen_words([Gap("ws:x", NOON, NOON + 14 * HOUR, "gone")], Clock())
    assert over == "Not seen 2026-05-01 12:00:00 UTC to 2026-05-02 02:00:00 UTC (gone)."
