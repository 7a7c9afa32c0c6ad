"""Where a source is to be read on: in the line of the manifest that acknowledges what came before."""

from collections.abc import Mapping, Sequence

from unisono.cases.manifest import ManifestLine

SOURCE = "source"
CURSOR = "cursor"


def cursor_settings(source: str, cursor: str | None) -> Mapping[str, str]:
    """Return what a line of the manifest says of a live source: its name and, where it has one, the cursor."""
    return {SOURCE: source} | ({CURSOR: cursor} if cursor is not None else {})


def last_cursor(lines: Sequence[ManifestLine], source: str) -> str | None:
    """Return the cursor of the last acknowledged batch of a source; None where it is new, or has none."""
    said = (line.source.settings for line in reversed(lines) if line.source.settings.get(SOURCE) == source)
    return next((settings[CURSOR] for settings in said if CURSOR in settings), None)


def own_lines(lines: Sequence[ManifestLine], source: str) -> list[ManifestLine]:
    """Return the lines of the manifest that a live source of this name has given, oldest first."""
    return [line for line in lines if line.source.settings.get(SOURCE) == source]
