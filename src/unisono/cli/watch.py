"""Read a live stream into a case, and say within seconds what is being pushed in it."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from shlex import quote
from threading import Event
from types import FrameType
from typing import Any

from unisono.cases import open_case
from unisono.cases.live.folder import is_watched
from unisono.cases.live.status import Status, read_status
from unisono.cli.output import CaseArgument, JsonOption, Output, QuietOption
from unisono.cli.reading_options import (
    DatesOption,
    FormatOption,
    MapOption,
    PlatformOption,
    ZoneOption,
    read_options,
)
from unisono.cli.watch_options import (
    AccountsOption,
    AlertsOption,
    Asked,
    BufferOption,
    CollectionsOption,
    CompressOption,
    DictionaryOption,
    FromOption,
    NoNetworksOption,
    OnlyOption,
    ReachOption,
    RulesOption,
    SearchPostsOption,
    SearchWindowOption,
    SpeedOption,
    StatusOption,
    StoreEveryOption,
    TokenFileOption,
    TrackOption,
    UntilEndOption,
    WebhookOption,
    WhenBehindOption,
    watch_options,
)
from unisono.model.errors import UsageError


def command(
    case: CaseArgument,
    source: FromOption = None,
    format: FormatOption = None,
    map: MapOption = None,
    tz: ZoneOption = None,
    platform: PlatformOption = None,
    dates: DatesOption = None,
    track: TrackOption = None,
    only: OnlyOption = None,
    window: ReachOption = "10m",
    store_every: StoreEveryOption = "5s",
    when_behind: WhenBehindOption = None,
    buffer: BufferOption = "64MB",
    rules: RulesOption = None,
    alerts: AlertsOption = None,
    webhook: WebhookOption = None,
    until_end: UntilEndOption = False,
    search_posts: SearchPostsOption = 200_000,
    search_window: SearchWindowOption = "1h",
    no_networks: NoNetworksOption = False,
    speed: SpeedOption = "max",
    collections: CollectionsOption = None,
    dids: AccountsOption = None,
    compress: CompressOption = False,
    dictionary: DictionaryOption = None,
    token_file: TokenFileOption = None,
    status: StatusOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Read a live stream into a case, and say within seconds what is being pushed in it.

    The case is made where there is none. Every post is stored as it came, with its raw line; Ctrl-C ends the watch,
    and the same command goes on where it stopped, if the source can go back. An alert says what was counted, what
    chance gives, what else it could be, and which posts show it: it is a reason to look, and accuses nobody.

    When the stream was not seen, and why, is told as a gap. While it runs, other commands read the case:
    unisono scan CASE, unisono serve CASE, unisono watch CASE --status
    """
    output = Output(as_json, quiet)
    if status:
        _print_status(output, case)
        return
    if source is None:
        raise UsageError(
            "Say where posts come from. Type for example: "
            f"unisono watch {quote(str(case))} --from jetstream, or --from replay:FILE"
        )
    asked = Asked(
        track, only, window, store_every, when_behind, buffer, rules, until_end,
        search_posts, search_window, no_networks, speed, collections, dictionary, token_file, dids, compress,
    )  # fmt: skip
    reading = read_options(format, map, tz, platform, dates, None)
    _watch(output, case, source, watch_options(asked, reading), alerts, webhook)


def _watch(
    output: Output,
    case: Path,
    source: str,
    options: Any,  # WatchOptions, which is not imported before it is needed
    alerts: Path | None,
    webhook: str | None,
) -> None:
    """Watch until the source ends or the user stops it."""
    from unisono.cli.watch_told import Telling
    from unisono.watch.delivery.alert_file import AlertFile
    from unisono.watch.delivery.delivering import Delivering
    from unisono.watch.delivery.webhook import Webhook
    from unisono.watch.opening import open_watch
    from unisono.watch.told import end_text

    delivering = Delivering(
        AlertFile(alerts) if alerts is not None else None, Webhook(webhook) if webhook is not None else None
    )
    telling = Telling(output, str(case), delivering, is_terminal=sys.stderr.isatty())
    delivering.say = telling.say
    delivering.start()
    try:
        with stopped_by_signals() as stop, open_watch(case, source, options, telling, stop) as watch:
            telling.say(f"Watching {watch.standing.source} into {case}. Ctrl-C ends it; what came is kept.")
            ended = watch.run()
    finally:
        delivering.finish()
    telling.say(end_text(ended, str(case)))
    if delivering.failed:
        telling.say(f"{delivering.failed:,} alerts did not arrive; unisono show and CASE/live/alerts.jsonl have them.")


@contextmanager
def stopped_by_signals() -> Iterator[Event]:
    """Yield an event that Ctrl-C and the system's wish to end set; a second Ctrl-C ends at once, as ever."""
    stop = Event()

    def ask(number: int, frame: FrameType | None) -> None:
        if stop.is_set() and callable(earlier[signal.SIGINT]):
            earlier[signal.SIGINT](number, frame)
        stop.set()

    earlier: dict[signal.Signals, Any] = {}  # Any: as signal has it
    for one in (signal.SIGINT, signal.SIGTERM):
        earlier[one] = signal.signal(one, ask)
    try:
        yield stop
    finally:
        for one, handler in earlier.items():
            signal.signal(one, handler)


def _print_status(output: Output, folder: Path) -> None:
    """Print how a case is being watched, how that ended, or that nobody ever did."""
    from unisono.watch.told import ages_text

    case = open_case(folder)
    status = read_status(case.path)
    if status is None:
        begin = f"unisono watch {quote(str(folder))} --from SOURCE"
        output.line({"kind": "status", "is_watched": False, "state": None}, f"Nobody has watched this case: {begin}")
        return
    now, watched = datetime.now(UTC), is_watched(case.path)
    if output.as_json:
        from unisono.watch.told import status_row

        output.json({**status_row(status), "is_watched": watched})
        return
    output.text(ages_text(status, now, is_watched=watched))
    output.rows(_status_rows(status), ("what", "value"))


def _status_rows(status: Status) -> list[dict[str, object]]:
    """Return what a status says as rows of a table."""
    shown = (
        "source", "received", "posts", "stored", "duplicates", "rejected", "dropped", "late", "too_late", "from_future",
        "deletions", "alerts", "gaps", "posts_per_s", "lag_s", "behind_s", "clock_skew_s", "buffer_lines",
        "memory_bytes", "cursor", "watermark_at", "networks", "problem",
    )  # fmt: skip
    rows: list[dict[str, object]] = [
        {"what": name.replace("_", " "), "value": getattr(status, name)}
        for name in shown
        if getattr(status, name) not in (None, {}, "")
    ]
    rising = (f"{mover.get('kind')} {mover.get('item')}: {mover.get('posts')} posts" for mover in status.movers[:5])
    return rows + [{"what": "rising", "value": told} for told in rising]
