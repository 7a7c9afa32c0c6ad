"""The loop brings lines into a case, tells alerts whose posts are there, and ends in good order whatever happens."""

import errno
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from threading import Event
from unittest.mock import patch

import polars as pl
import pytest

from tests.cases.live.test_alerts import an_alert
from tests.watch.receptions import Given
from tests.watch.streams import START, delete_line, did, post_line, write_recording
from unisono.cases import Case, create_case, find_problems
from unisono.cases.live.alerts import Alert, read_alerts
from unisono.cases.live.coarse import read_coarse
from unisono.cases.live.cursors import last_cursor
from unisono.cases.live.gaps import Gap, read_gaps
from unisono.cases.live.recordings import is_recording, read_recording, recorded_lines
from unisono.cases.live.status import Status, read_status
from unisono.cases.manifest import read_manifest
from unisono.importers.importing import import_files
from unisono.model.errors import DataRejectedError, UsageError
from unisono.watch.gathering import WatchSettings
from unisono.watch.keeping.decoding import Decoder
from unisono.watch.keeping.storing import Storing, StoringSettings
from unisono.watch.keeping.tracking import Tracking, read_terms
from unisono.watch.sources.declaration import Interruption
from unisono.watch.standing import Standing
from unisono.watch.watching import Watch
from unisono.watch.windows import Added

QUICK = WatchSettings(step_s=0.0, take_wait_s=0.001, coarse_after_s=None)


@dataclass
class Heard:
    """Remembers what was said, and what the case held when an alert was."""

    case: Case
    alerts: list[Alert] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    statuses: list[Status] = field(default_factory=list)
    posts_by_then: list[int] = field(default_factory=list)

    def alert(self, alert: Alert, status: Status) -> None:
        self.alerts.append(alert)
        self.posts_by_then.append(self.case.counts()[0])

    def gap(self, gap: Gap, status: Status) -> None:
        self.gaps.append(gap)

    def status(self, status: Status) -> None:
        self.statuses.append(status)


@dataclass
class Looked:
    """Sees posts, and has an alert to give once it has seen so many."""

    alert_after: int = 10**9
    seen: list[str] = field(default_factory=list)
    calls: int = 0
    deleted: int = 0
    is_closed: bool = False
    finished: list[bool] = field(default_factory=list)
    is_coarse: bool = False
    changes: list[tuple[int, bool]] = field(default_factory=list)

    def add(self, posts: pl.DataFrame, deletions: pl.DataFrame, arrived_at: float) -> Added:
        self.calls += 1
        self.seen += posts["post_id"].to_list()
        self.deleted += deletions.height
        return Added(posts=posts.height, late=1)

    def look(self, now: float) -> Sequence[Alert]:
        if len(self.seen) < self.alert_after:
            return ()
        self.alert_after = 10**9
        return (an_alert(),)

    def finish(self, now: float, *, is_stopped: bool) -> Sequence[Alert]:
        self.finished.append(is_stopped)
        return ()

    def describe(self) -> Mapping[str, object]:
        return {"watermark_at": datetime.fromtimestamp(START, UTC)}

    def be_coarse(self, *, is_coarse: bool) -> None:
        if is_coarse != self.is_coarse:
            self.changes.append((self.calls, is_coarse))
        self.is_coarse = is_coarse

    def close(self) -> None:
        self.is_closed = True


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return create_case(tmp_path / "case")


def watch_of(case: Case, reception: Given, looked: Looked | None = None, **more: object) -> Watch:
    return Watch(
        case=case,
        reception=reception,
        decoder=Decoder("jetstream", "bluesky_jetstream"),
        storing=Storing(case, "jetstream", settings=StoringSettings(every_s=3600)),
        looker=looked or Looked(),
        listener=Heard(case),
        standing=Standing("jetstream", False, datetime.now(UTC)),
        settings=QUICK,
        **more,  # type: ignore[arg-type]
    )


def heard(watch: Watch) -> Heard:
    assert isinstance(watch.listener, Heard)
    return watch.listener


def lines(first: int, last: int) -> list[bytes]:
    return [post_line(number, number, f"post {number}") for number in range(first, last)]


def test_every_line_reaches_the_case_with_its_recording(case: Case) -> None:
    looked = Looked()
    status = watch_of(case, Given([lines(0, 5), [*lines(5, 8), b"no json", delete_line(1, 9, "x")]]), looked).run()
    assert status.state == "ended" and status == read_status(case.path)
    assert (status.received, status.stored, status.posts, status.rejected, status.deletions) == (10, 8, 8, 1, 1)
    assert status.late == looked.calls > 0 and status.cursor == "10" and status.watermark_at is not None
    manifest = read_manifest(case.path / "manifest.jsonl")
    assert last_cursor(manifest, "jetstream") == "10" and manifest[0].source.format == "bluesky_jetstream"
    recorded = [line for one in manifest if is_recording(one.source.file)
                for line in recorded_lines(read_recording(case.path, one.source.file))]  # fmt: skip
    assert recorded == [*lines(0, 8), b"no json", delete_line(1, 9, "x")]
    assert len(looked.seen) == 8 and looked.deleted == 1 and looked.is_closed and looked.finished == [False]
    assert find_problems(case.path) == []


def test_a_watched_recording_gives_the_case_that_its_import_gives(tmp_path: Path, case: Case) -> None:
    recording = write_recording(tmp_path / "events.jsonl", posts=3_000, seconds=600)
    told = recording.path.read_bytes().splitlines()
    watch_of(case, Given([told[start : start + 700] for start in range(0, len(told), 700)])).run()
    imported = create_case(tmp_path / "imported")
    list(import_files(imported, [str(recording.path)]))
    for table in ("posts", "accounts", "references"):
        watched, once = (
            getattr(one, table)().collect().drop("source_sha256", "source_row") for one in (case, imported)
        )
        assert watched.equals(once), table
    assert case.counts()[0] == 3_000


def test_what_comes_again_byte_for_byte_is_left_out_and_counted(case: Case) -> None:
    looked = Looked()
    status = watch_of(case, Given([lines(0, 5), lines(3, 8), lines(0, 8)]), looked).run()
    assert (status.stored, status.duplicates, len(looked.seen)) == (8, 10, 8)


def test_the_posts_of_an_alert_are_in_the_case_when_it_is_told(case: Case) -> None:
    watch = watch_of(case, Given([lines(0, 5), lines(5, 9)]), Looked(alert_after=5))
    status = watch.run()
    assert heard(watch).alerts == [an_alert()] == read_alerts(case.path) and status.alerts == 1
    assert heard(watch).posts_by_then[0] >= 5


def test_an_alert_is_told_though_the_disk_is_slow(case: Case) -> None:
    watch = watch_of(case, Given([lines(0, 5)]), Looked(alert_after=5))
    with patch.object(Storing, "flush", return_value=False):
        watch.run()
    assert len(heard(watch).alerts) == 1


def slow_disk(goes_on: Event) -> object:
    """Let no recording be written before the event."""
    from unisono.watch.keeping import storing

    real = storing.write_recording

    def write(folder: Path, number: int, content: bytes) -> None:
        assert goes_on.wait(60)
        real(folder, number, content)

    return patch("unisono.watch.keeping.storing.write_recording", write)


def test_while_a_disk_does_not_answer_alerts_are_told_all_the_same(case: Case) -> None:
    goes_on = Event()
    watch = watch_of(case, Given([lines(0, 5)]), Looked(alert_after=5))
    watch.settings = replace(QUICK, alert_wait_s=0.01)
    told = heard(watch).alert
    watch.listener.alert = lambda alert, status: (told(alert, status), goes_on.set())  # type: ignore[method-assign]
    with slow_disk(goes_on):
        status = watch.run()
    assert heard(watch).posts_by_then == [0] and status.stored == 5 and status.alerts == 1


def test_while_a_disk_is_slow_no_more_is_taken_than_may_wait_and_it_is_said(case: Case) -> None:
    goes_on = Event()
    reception = Given([lines(0, 5), lines(5, 9), lines(9, 12)])
    watch = watch_of(case, reception)
    watch.settings = replace(QUICK, status_every_s=0.01, most_lines=1)
    watch.storing.settings = StoringSettings(every_s=0.0, most_bytes=1)
    left: list[int] = []

    def hear(status: Status) -> None:
        if status.state == "behind":
            left.append(len(reception.chunks))
            goes_on.set()

    watch.listener.status = hear  # type: ignore[method-assign]
    with slow_disk(goes_on):
        status = watch.run()
    assert left and left[0] > 0 and status.stored == 12


def test_a_stop_stores_what_was_taken(case: Case) -> None:
    stop = Event()
    watch = watch_of(case, Given([lines(0, 5)], ends=False, stops=stop), stop=stop)
    status = watch.run()
    assert status.state == "stopped" and status.stored == 5 and last_cursor(
        read_manifest(case.path / "manifest.jsonl"), "jetstream"
    ) == "5"  # fmt: skip
    assert watch.looker.finished == [True] and watch.reception.is_closed  # type: ignore[attr-defined]


@pytest.mark.parametrize(("drains", "stored"), [(True, 9), (False, 0)])
def test_what_a_source_cannot_send_again_is_stored_before_the_end(case: Case, drains: bool, stored: int) -> None:
    stop = Event()
    stop.set()
    status = watch_of(case, Given([lines(0, 5), lines(5, 9)]), stop=stop, drains=drains).run()
    assert status.stored == stored


def test_gaps_are_kept_and_told(case: Case) -> None:
    seen = [Interruption("the connection was lost", START, START + 60, recovered=False, lost=3)]
    watch = watch_of(case, Given([lines(0, 2)], told=seen))
    nobody = Gap(
        "jetstream", datetime.fromtimestamp(START - 900, UTC), datetime.fromtimestamp(START, UTC), "nobody watched"
    )
    watch.gaps_before = (nobody,)
    status = watch.run()
    assert [gap.reason for gap in read_gaps(case.path)] == ["nobody watched", "the connection was lost"]
    assert heard(watch).gaps == read_gaps(case.path) and status.gaps == 2
    assert read_gaps(case.path)[1].lost == 3 and not read_gaps(case.path)[1].is_recovered


def test_only_what_is_tracked_is_stored_and_looked_at(case: Case) -> None:
    looked = Looked()
    watch = watch_of(case, Given([lines(0, 5)]), looked, tracking=Tracking(read_terms(["post 3"])))
    status = watch.run()
    assert (status.stored, status.posts, status.dropped, status.left_out) == (1, 1, {}, 4)
    assert case.posts().collect()["account_id"].to_list() == [did(3)] and len(looked.seen) == 1
    (line,) = read_manifest(case.path / "manifest.jsonl")
    assert line.source.settings["left_out"] == "4" and last_cursor([line], "jetstream") == "5"


def test_lines_whose_format_is_not_known_yet_are_not_acknowledged(case: Case) -> None:
    unknown = Given([[b'{"hello":1}'], lines(0, 3)])
    watch = watch_of(case, unknown)
    watch.decoder = Decoder("ws:x")
    cursors: list[str | None] = []
    real = Storing.put

    def put(storing: Storing, piece: object, wait_s: float | None = None) -> bool:
        cursors.append(piece.cursor)  # type: ignore[attr-defined]
        return real(storing, piece, wait_s)  # type: ignore[arg-type]

    with patch.object(Storing, "put", put), patch("unisono.watch.gathering.as_one", list):
        watch.run()
    assert cursors[0] is None and "4" in cursors
    assert case.counts()[0] == 3


def test_a_watcher_that_is_behind_looks_less_thoroughly_until_it_ends_and_says_so(case: Case) -> None:
    looked = Looked()
    given = Given([lines(0, 5), lines(5, 8)])
    watch = watch_of(case, given, looked, clock=lambda: given.at + 10.0)
    watch.settings = replace(QUICK, coarse_after_s=2.0, status_every_s=0.0)
    status = watch.run()
    assert looked.changes == [(0, True), (1, False)]
    assert (status.coarse_spans, status.coarse_posts, status.coarse_since) == (1, 8, None)
    assert "behind" in {one.state for one in heard(watch).statuses if one.coarse_since is not None}
    (span,) = read_coarse(case.path)
    assert (span.source, span.posts, span.longest_wait_s) == ("jetstream", 8, 10.0)
    assert status.stored == 8


def test_a_source_that_fails_is_told_and_what_came_before_is_stored(case: Case) -> None:
    watch = watch_of(case, Given([lines(0, 5)], state="failed", problem="The server refused: 403."))
    with pytest.raises(UsageError, match="403"):
        watch.run()
    status = read_status(case.path)
    assert status is not None and status.state == "failed" and status.problem == "The server refused: 403."
    assert case.counts()[0] == 5


FULL = OSError(errno.ENOSPC, "No space left on device")
PLACES = ("watch.keeping.storing.write_recording", "cases.kept_lines.os.fsync", "cases.manifest.os.fsync")


@pytest.mark.parametrize("place", PLACES)
def test_a_full_disk_ends_the_watch_with_what_to_do(case: Case, place: str) -> None:
    seen = [Interruption("lost", START, START + 60, recovered=False)]
    watch = watch_of(case, Given([lines(0, 5)], told=seen), Looked(alert_after=5))
    with patch(f"unisono.{place}", side_effect=FULL), pytest.raises(DataRejectedError, match="No space left") as failed:
        watch.run()
    assert failed.value.exit_code == 3 and "unisono watch" in str(failed.value)
    assert heard(watch).statuses[-1].state == "failed" and "No space left" in str(heard(watch).statuses[-1].problem)
    codes = {problem["code"] for problem in find_problems(case.path)}
    assert codes <= {"leftover"}
    again = watch_of(case, Given([lines(0, 5)]), Looked())
    assert again.run().state == "ended" and case.posts().collect().height == 5


def test_a_status_that_cannot_be_written_ends_nothing(case: Case) -> None:
    watch = watch_of(case, Given([lines(0, 5)]))
    with patch(
        "unisono.watch.status_writing.write_status", side_effect=OSError(errno.ENOSPC, "No space left on device")
    ):
        assert watch.run().state == "ended"
    assert case.counts()[0] == 5


def test_rates_are_kept_every_ten_seconds(case: Case) -> None:
    from unisono.cases.live.rates import read_rates

    watch = watch_of(case, Given([lines(0, 5), lines(5, 12)]))
    moments = iter(range(0, 100_000, 4))
    watch.clock = lambda: START + next(moments)
    watch.run()
    rates = read_rates(case.path)
    assert rates and sum(rate.posts for rate in rates) <= 12
    assert all((later.at - earlier.at).total_seconds() >= 10 for earlier, later in pairwise(rates))
