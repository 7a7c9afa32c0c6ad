"""Alerts come back as they were kept, and can be followed while they are written."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from unisono.cases import create_case
from unisono.cases.live.alerts import Alert, alert_id, alerts_from, append_alert, read_alerts

AT = datetime(2026, 5, 1, 12, 0, 5, tzinfo=UTC)


def an_alert(subject: str = "vote") -> Alert:
    return Alert(
        id=alert_id("rising", subject, AT),
        at=AT,
        event_at=AT - timedelta(seconds=2),
        detector="rising",
        subject_kind="hashtag",
        subject=subject,
        measure="accounts",
        value=40.0,
        expected=1.5,
        n=900,
        p=1e-12,
        chance_per_day=1e-6,
        window_s=60.0,
        because="40 accounts used it within a minute.",
        accounts=40,
        posts_count=44,
        posts=("bluesky:a", "bluesky:b"),
        innocent=("news",),
        waited_s=1.25,
    )


def test_an_alert_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    append_alert(case.path, an_alert())
    assert read_alerts(case.path) == [an_alert()]


def test_a_case_that_was_never_watched_has_no_alerts(tmp_path: Path) -> None:
    assert read_alerts(create_case(tmp_path / "case").path) == []


def test_a_follower_sees_each_alert_once(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    append_alert(case.path, an_alert("one"))
    first, offset = alerts_from(case.path, 0)
    append_alert(case.path, an_alert("two"))
    second, _ = alerts_from(case.path, offset)
    assert [one.subject for one in (*first, *second)] == ["one", "two"]


def test_an_alert_whose_line_is_being_written_is_not_seen_yet(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    append_alert(case.path, an_alert())
    file = case.path / "live" / "alerts.jsonl"
    file.write_bytes(file.read_bytes() + b'{"id":"A-1"')
    assert len(read_alerts(case.path)) == 1
