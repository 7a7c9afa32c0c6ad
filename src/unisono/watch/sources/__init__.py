"""Where live posts come from: the list of sources, written out."""

from collections.abc import Callable

from unisono.model.errors import UsageError
from unisono.watch.sources.declaration import LiveSource, SourceOptions
from unisono.watch.sources.jetstream.stream import JetstreamSource
from unisono.watch.sources.mastodon.stream import MastodonSource
from unisono.watch.sources.plain_streams import StandardInput, WebSocketSource
from unisono.watch.sources.recorded_file import RecordedFile

__all__ = ["KINDS", "open_source"]

KINDS = ("jetstream[:URL]", "mastodon:URL", "stdin", "replay:FILE", "ws:URL")
OPENERS: dict[str, Callable[[str, str, SourceOptions], LiveSource]] = {
    "jetstream": JetstreamSource,
    "mastodon": MastodonSource,
    "replay": RecordedFile,
}


def open_source(text: str, options: SourceOptions | None = None) -> LiveSource:
    """Return the source that a user has typed; raises UsageError with what to type instead. Nothing is read yet.

    >>> open_source("jetstream:ws://127.0.0.1:8080").format
    'bluesky_jetstream'
    """
    options = options or SourceOptions()
    kind, _, rest = text.partition(":")
    if kind in OPENERS:
        return OPENERS[kind](text, rest, options)
    if kind in ("ws", "wss"):
        return WebSocketSource(text, _address(kind, text, rest), options)
    if text in ("stdin", "-"):
        return StandardInput(text, options)
    raise UsageError(_advice(text))


def _address(scheme: str, text: str, rest: str) -> str:
    """Return the address in ws://HOST, ws:HOST and ws:wss://HOST."""
    if "://" in rest:
        return rest
    return text if rest.startswith("//") else f"{scheme}://{rest}"


def _advice(text: str) -> str:
    """Say what a source looks like, without repeating a secret that may stand in what was typed."""
    shown = "This" if "@" in text or "?" in text or not text.isprintable() else repr(text)
    return f"{shown} is no source of live posts. Type --from with one of: {', '.join(KINDS)}."
