"""What a watcher says: programs get every field, people what was counted, what else it could be, where to look."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from tests.cases.live.test_alerts import an_alert
from unisono.cases.live.gaps import Gap
from unisono.cases.live.status import Status
from unisono.watch.told import ages_text, alert_row, alert_text, end_text, gap_row, gap_text, status_row, status_text

AT = datetime(2026, 5, 1, 12, 0, tzinfo=UTC)
STATUS = Status("connected", "jetstream", 7, AT, AT, received=10, stored=8, posts_per_s=12.5, lag_s=0.25)
FIELDS = {"at", "kind", "subject_kind", "subject", "measure", "value", "expected", "posts_per_s", "lag_s"}


def test_every_line_of_json_has_the_same_fields() -> None:
    gap = Gap("jetstream", AT, None, "the server was silent")
    alert = an_alert()
    rows = [alert_row(alert, STATUS), gap_row(gap, AT, STATUS), status_row(STATUS)]
    assert [row["kind"] for row in rows] == ["alert", "gap", "status"]
    assert all(row.keys() >= FIELDS for row in rows)
    assert all((row["posts_per_s"], row["lag_s"]) == (12.5, 0.25) for row in rows)
    assert rows[0]["subject"] == "vote" and rows[0]["value"] == 40.0 and rows[0]["at"] == alert.at
    assert rows[1]["reason"] == "the server was silent" and rows[1]["subject"] is None


def test_an_alert_tells_people_what_chance_gives_what_else_it_could_be_and_where_to_look() -> None:
    text = alert_text(an_alert(), "my case")
    assert "hashtag vote  (rising)" in text and "40 accounts used it within a minute." in text
    assert "accounts: 40, by chance 1.5; chance alone says as much less than once in 100 years" in text
    assert "  It could also be:\n    - news\n" in text
    assert "  44 posts, such as:\n    bluesky:a\n    bluesky:b\n" in text
    assert "unisono show 'my case' hashtag vote" in text


def test_an_alert_about_a_subject_without_a_page_leads_to_a_post() -> None:
    alert = replace(an_alert(), subject_kind="network", subject="12 accounts")
    assert "unisono show case post bluesky:a" in alert_text(alert, "case")
    bare = alert_text(replace(alert, posts=(), innocent=()), "case")
    assert "44 posts" in bare and "See:" not in bare and "It could also be" not in bare


def test_a_gap_says_whether_something_is_missing() -> None:
    gap = Gap("jetstream", AT, AT + timedelta(seconds=90), "the connection was lost")
    assert gap_text(gap) == (
        "GAP   2026-05-01 12:00:00 UTC to 12:01:30 UTC: the connection was lost. What was said meanwhile is missing, "
        "and no chart or test can see it."
    )
    assert gap_text(replace(gap, is_recovered=True)).endswith("What was missed came afterwards.")
    assert "to now: the connection was lost. 7 messages are missing" in gap_text(replace(gap, to_at=None, lost=7))


def test_the_status_fits_a_line_and_shouts_what_was_dropped() -> None:
    assert status_text(STATUS) == "connected  12 posts/s  8 posts stored  0 alerts  lag 0.2 s  0 MiB"
    assert "LOOKING LESS THOROUGHLY" in status_text(replace(STATUS, coarse_since=AT))
    assert "40 posts came when the watcher was behind" in end_text(replace(STATUS, coarse_posts=40), "case")
    full = replace(STATUS, duplicates=3, rejected=4, dropped={"the buffer was full": 5}, gaps=1, buffer_lines=9)
    assert "9 waiting  3 sent again  4 no posts  5 DROPPED  1 gap" in status_text(full)


def test_the_end_says_what_became_of_every_message() -> None:
    text = end_text(replace(STATUS, state="stopped", duplicates=1, rejected=1), "case")
    assert text.startswith("Stopped. 10 messages came: 8 posts stored, 1 sent again, 1 that are no posts, 0 dropped.")
    assert text.endswith("unisono scan case")


def test_whether_a_case_is_watched_is_said_in_a_sentence() -> None:
    later = AT + timedelta(hours=2)
    assert ages_text(STATUS, later, is_watched=True) == "Being watched since 2026-05-01T12:00:00Z, connected."
    assert "its source ended" in ages_text(replace(STATUS, state="ended"), later, is_watched=False)
    assert "it was stopped" in ages_text(replace(STATUS, state="stopped"), later, is_watched=False)
    assert "failed" in ages_text(replace(STATUS, state="failed", problem="full"), later, is_watched=False)
    assert "(2.0 hours ago), as by a power failure" in ages_text(STATUS, later, is_watched=False)


def test_posts_that_nobody_asked_for_are_no_loss() -> None:
    tracked = replace(STATUS, left_out=5)
    assert "5 not tracked" in status_text(tracked) and "DROPPED" not in status_text(tracked)
    assert "5 not tracked, 0 dropped." in end_text(tracked, "case")
    lost = replace(STATUS, left_out=5, dropped={"the buffer was full": 2})
    assert "5 not tracked  2 DROPPED" in status_text(lost)
    assert "5 not tracked, 2 dropped (the buffer was full)." in end_text(lost, "case")


def test_a_case_without_posts_is_not_to_be_scanned() -> None:
    assert "unisono scan" not in end_text(replace(STATUS, stored=0), "case")


def test_what_chance_hardly_gives_is_said_in_words() -> None:
    assert "by chance fewer than 0.001;" in alert_text(replace(an_alert(), expected=1.9e-19), "case")


def test_a_watcher_that_fell_silent_a_moment_ago_is_not_hours_away() -> None:
    assert "(1 minute ago)" in ages_text(STATUS, AT + timedelta(seconds=90), is_watched=False)
