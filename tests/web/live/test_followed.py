"""What a watched case says is read again where it changed, and a silent watcher is told from an ended one."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.web.live.live_case import HOSTILE, alert_on, live_case, status_at
from unisono.cases import create_case
from unisono.cases.durable import writer_lock
from unisono.cases.live.alerts import append_alert
from unisono.cases.live.folder import WATCHING_LOCK
from unisono.web.live.followed import LiveCases, read_networks, state_of

NOW = datetime.now(UTC)


def test_a_new_alert_is_seen_at_the_next_look(tmp_path: Path) -> None:
    case, live = live_case(tmp_path / "case"), LiveCases()
    before = live.follow(case)
    assert live.follow(case).alerts is before.alerts, "nothing has changed, so nothing is read"
    append_alert(case, alert_on("later", NOW))
    after = live.follow(case)
    assert [one.subject for one in after.alerts] == [*HOSTILE, "later"] and after.stamp != before.stamp


def test_a_case_that_nobody_watched_has_nothing(tmp_path: Path) -> None:
    found = LiveCases().follow(create_case(tmp_path / "case").path)
    assert (found.state, found.status, found.alerts, found.gaps, found.rates) == ("never", None, [], [], [])


def test_old_news_of_a_living_state_mean_an_end_unless_the_lock_is_held(tmp_path: Path) -> None:
    case = live_case(tmp_path / "case")
    later = NOW + timedelta(minutes=1)
    assert state_of(case, status_at(NOW), NOW) == "connected"
    assert state_of(case, status_at(NOW), later) == "gone"
    assert state_of(case, status_at(NOW, "ended"), later) == "ended"
    with writer_lock(case / "live" / WATCHING_LOCK):
        assert state_of(case, status_at(NOW), later) == "silent"


def test_networks_that_cannot_be_read_are_none(tmp_path: Path) -> None:
    case = live_case(tmp_path / "case")
    for damaged in ("[1", "[]"):
        (case / "live" / "networks.json").write_text(damaged)
        assert read_networks(case) is None
