"""Things that happened come in order of time, and of one moment in a fixed order."""

from datetime import UTC, datetime

from unisono.dossiers.case_timeline.happening import HAPPENINGS, Happening, happenings_table

EARLY, LATE = datetime(2018, 6, 1, tzinfo=UTC), datetime(2018, 6, 2, tzinfo=UTC)


def test_nothing_that_happened_is_an_empty_table_with_its_columns() -> None:
    table = happenings_table([])
    assert table.is_empty()
    assert dict(table.schema) == HAPPENINGS


def test_happenings_are_sorted_by_time_then_kind_then_subject() -> None:
    table = happenings_table(
        [
            Happening(LATE, "event", "event", "vote", "The vote."),
            Happening(EARLY, "turned", "cohort", "turned:2018-06-01", "They turned."),
            Happening(EARLY, "network", "network", "2", "Two.", until=LATE, networks=(2,), accounts=3),
            Happening(EARLY, "network", "network", "1", "One.", until=LATE, networks=(1,), accounts=4),
        ]
    )
    assert table["subject"].to_list() == ["1", "2", "turned:2018-06-01", "vote"]
    assert table["networks"].to_list() == [[1], [2], [], []]
    assert table["until"].to_list() == [LATE, LATE, None, None]
