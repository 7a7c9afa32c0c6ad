"""The options of unisono watch, and what they ask of the watcher."""

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from unisono.api.spans import parse_window
from unisono.cli.reading_options import Reading
from unisono.model.errors import UsageError

if TYPE_CHECKING:
    from unisono.watch.opening import WatchOptions

FromOption = Annotated[
    str | None,
    typer.Option(
        "--from",
        metavar="SOURCE",
        help="Where posts come from: jetstream[:URL], mastodon:URL, stdin, replay:FILE or ws:URL.",
        show_default=False,
    ),
]
TrackOption = Annotated[
    list[str] | None,
    typer.Option(
        "--track",
        metavar="TERM",
        help="Keep only posts with this #hashtag, @handle, domain, word or phrase; repeatable.",
    ),
]
OnlyOption = Annotated[
    str | None, typer.Option("--only", metavar="DETECTOR,...", help="Let only these live detectors look.")
]
ReachOption = Annotated[
    str, typer.Option("--window", help="How far back the windows reach that detectors look at, by the posts' own time.")
]
StoreEveryOption = Annotated[
    str, typer.Option("--store-every", metavar="TIME", help="How often what came is stored; an alert stores it too.")
]
WhenBehindOption = Annotated[
    str | None,
    typer.Option(
        "--when-behind",
        metavar="wait|drop",
        help="When posts come faster than they can be handled: stop reading, or leave some out and count them. "
        "Default: wait where the source can go back, else drop.",
    ),
]
BufferOption = Annotated[
    str, typer.Option("--buffer", metavar="SIZE", help="Most memory for posts that wait to be handled.")
]
RulesOption = Annotated[
    Path | None, typer.Option("--rules", metavar="FILE", help="How rare alerts are to be, by detector (TOML).")
]
ExampleRulesOption = Annotated[
    bool,
    typer.Option(
        "--example-rules",
        callback=lambda asked: _print_example_rules(is_asked=asked),
        is_eager=True,
        help="Print a file for --rules with the usual rules and what each means, and leave; CASE is not needed.",
    ),
]
AlertsOption = Annotated[
    Path | None, typer.Option("--alerts", metavar="FILE", help="Append each alert to this file too, as a line of JSON.")
]
WebhookOption = Annotated[
    str | None,
    typer.Option("--webhook", metavar="URL", help="Send each alert to this address too (POST, JSON; https)."),
]
UntilEndOption = Annotated[bool, typer.Option("--until-end", help="End when the source closes the stream.")]
SearchPostsOption = Annotated[
    int, typer.Option("--search-posts", min=1_000, help="Most posts that the search for networks looks back at.")
]
SearchWindowOption = Annotated[
    str, typer.Option("--search-window", metavar="TIME", help="How far back the search for networks looks.")
]
NoNetworksOption = Annotated[
    bool, typer.Option("--no-networks", help="Do not look for networks beside the stream; spares a processor.")
]
SpeedOption = Annotated[
    str, typer.Option("--speed", metavar="N|max", help="How many times its own pace replay:FILE is read.")
]
CollectionsOption = Annotated[
    str | None,
    typer.Option("--collections", metavar="NAME,...", help="Which records Jetstream is asked for, instead of posts."),
]
AccountsOption = Annotated[
    str | None,
    typer.Option("--dids", metavar="DID,...", help="Ask Jetstream for these accounts only, by their ids (did:...)."),
]
CompressOption = Annotated[
    bool,
    typer.Option("--compress", help="Let Jetstream compress; its first version (/subscribe) needs --dictionary."),
]
DictionaryOption = Annotated[
    Path | None, typer.Option("--dictionary", metavar="FILE", help="Let Jetstream compress, with its zstd dictionary.")
]
TokenFileOption = Annotated[
    Path | None,
    typer.Option("--token-file", metavar="FILE", help="File with the access token that a Mastodon server asks for."),
]
StatusOption = Annotated[bool, typer.Option("--status", help="Say how this case is being watched; watch nothing.")]

WAYS = ("wait", "drop")


@dataclass(frozen=True)
class Asked:
    """The options as they were typed."""

    track: list[str] | None
    only: str | None
    window: str
    store_every: str
    when_behind: str | None
    buffer: str
    rules: Path | None
    until_end: bool
    search_posts: int
    search_window: str
    no_networks: bool
    speed: str
    collections: str | None
    dictionary: Path | None
    token_file: Path | None
    dids: str | None = None
    is_compressed: bool = False


def watch_options(asked: Asked, reading: Reading) -> "WatchOptions":
    """Return what the options ask for; raises UsageError for what means nothing."""
    from unisono.watch.keeping.storing import StoringSettings
    from unisono.watch.looking import LookingSettings, only
    from unisono.watch.network_search import SearchSettings
    from unisono.watch.networks.recent_batches import RecentLimits
    from unisono.watch.opening import WatchOptions
    from unisono.watch.rules import Rules
    from unisono.watch.sources.declaration import Receiving, SourceOptions
    from unisono.watch.windows import WindowSettings
    from unisono.web.security.limits import read_size

    rules = Rules.read(asked.rules) if asked.rules is not None else Rules()
    if asked.only is not None:
        rules = only(rules, _detectors(asked.only, list(rules.by_detector)))
    if asked.when_behind is not None and asked.when_behind not in WAYS:
        raise UsageError(f"--when-behind {asked.when_behind}: type wait or drop.")
    try:
        buffer_bytes = read_size(asked.buffer)
    except ValueError as error:
        raise UsageError(f"--buffer {asked.buffer} is no size. Type for example: --buffer 64MB") from error
    limits = RecentLimits(posts=asked.search_posts, window_s=_seconds("--search-window", asked.search_window))
    return WatchOptions(
        format=reading.format,
        reading=reading.settings,
        track=tuple(asked.track or ()),
        source=SourceOptions(
            collections=_listed(asked.collections) if asked.collections is not None else None,
            accounts=_listed(asked.dids or ""),
            is_compressed=asked.is_compressed or asked.dictionary is not None,
            dictionary=asked.dictionary,
            token_file=asked.token_file,
            speed=_speed(asked.speed),
        ),
        receiving=Receiving(
            buffer_bytes=buffer_bytes,
            when_behind=asked.when_behind,  # type: ignore[arg-type]  # it is one of WAYS
            stop_at_end=asked.until_end,
        ),
        storing=StoringSettings(every_s=_seconds("--store-every", asked.store_every)),
        looking=LookingSettings(
            rules=rules,
            windows=replace(WindowSettings(), reach_s=_seconds("--window", asked.window)),
            search=None if asked.no_networks else SearchSettings(limits=limits),
        ),
    )


def refuse_unfit(source: str, asked: Asked) -> None:
    """Raise UsageError for an option that the source does not know, which would be left unheard."""
    for kind, options in (
        ("jetstream", {"--collections": asked.collections, "--dids": asked.dids, "--compress": asked.is_compressed}),
        ("jetstream", {"--dictionary": asked.dictionary}),
        ("mastodon", {"--token-file": asked.token_file}),
        ("replay", {"--speed": asked.speed != "max"}),
    ):
        given = [name for name, value in options.items() if value]
        if given and source.partition(":")[0] != kind:
            raise UsageError(f"{given[0]} is for --from {kind} only. Leave it out, or name such a source.")


def _print_example_rules(*, is_asked: bool) -> None:
    """Print a file of rules as it is read by --rules, and leave."""
    if is_asked:
        from unisono.watch.rules import Rules

        typer.echo(Rules.example(), nl=False)
        raise typer.Exit


def _detectors(text: str, known: list[str]) -> tuple[str, ...]:
    named = _listed(text)
    unknown = [name for name in named if name not in known]
    if unknown or not named:
        wrong = f"there is no live detector {', '.join(unknown)}" if unknown else "no detector is named"
        raise UsageError(f"--only {text!r}: {wrong}. There are: {', '.join(known)}.")
    return named


def _listed(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def _seconds(option: str, text: str) -> float:
    """Return a time such as 5s, 10m or 1h in seconds."""
    try:
        seconds = parse_window(re.sub(r"(?<=\d)\s*m$", "min", text.strip()))
    except UsageError:
        seconds = float("inf")
    if seconds == float("inf"):
        raise UsageError(f"{option} {text} is no time. Type for example: {option} 5s, 10m or 1h")
    return seconds


def _speed(text: str) -> float | None:
    """Return how many times its own pace a recording is read; None is as quickly as can be."""
    if text == "max":
        return None
    try:
        speed = float(text)
    except ValueError:
        speed = 0.0
    if not 0 < speed < float("inf"):
        raise UsageError(f"--speed {text}: type how many times its own pace, such as 1 or 60, or max.")
    return speed
