"""Read a live stream into a case, and say within seconds what is being pushed in it."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shlex import quote
from threading import Event
from types import FrameType
from typing import Any

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
    ExampleRulesOption,
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
    refuse_unfit,
    watch_options,
)
from unisono.model.counting import counted
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
    example_rules: ExampleRulesOption = False,
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
        from unisono.cli.watch_status import print_status

        print_status(output, case)
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
    options = watch_options(asked, read_options(format, map, tz, platform, dates, None))
    refuse_unfit(source, asked)
    _watch(output, case, source, options, alerts, webhook)


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
        kept = case / "live" / "alerts.jsonl"
        telling.say(f"{counted(delivering.failed, 'alert')} did not arrive. All of them are in {kept}")


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
