"""Files that are recognised and still hold no posts: what each is, and what to do instead."""

from typing import Any

from unisono.importers.declaration import Source
from unisono.importers.formats import x_archive
from unisono.importers.json_files.shapes import first_objects
from unisono.importers.tables.tabular import columns_of

MARKUP = ("<!doctype html", "<html", "<?xml")


def refusal_of(source: Source) -> str | None:
    """Say what a file is that cannot be a source of posts; nothing for any other file."""
    if source.sample.lstrip()[:20].lower().startswith(MARKUP):
        return (
            f"{source.name} is a web page or XML, not data: a download may have given an error page. "
            "Open it in a browser to see what it says, then fetch the data again."
        )
    objects = first_objects(source)
    for found in objects[:1]:
        what = _what_it_is(found)
        if what is not None:
            return f"{source.name} {what}"
    return None


def archive_part(source: Source) -> str | None:
    """Say what a part of an X archive is that holds no posts; nothing for parts with posts and for other files."""
    steps = source.assigned.split(".")
    if steps[0] != "window" or (steps[1:2] != ["YTD"] and "__THAR_CONFIG" not in steps):
        return None
    part = steps[2] if len(steps) > 2 else ""
    if part in x_archive.PARTS:
        return None
    if part in ("account", "profile"):
        return "read for the author"
    return "a part of an X archive that holds no posts (direct messages are private; not read)"


def _what_it_is(found: dict[str, Any]) -> str | None:  # JSON is of any shape
    data = found.get("data")
    first = data[0] if isinstance(data, list) and data and isinstance(data[0], dict) else {}
    if "tweet_count" in first and "start" in first:
        return (
            "looks like Twitter API v2 counts (posts per hour, no posts). "
            "Fetch the posts themselves with the same query, for instance: twarc2 search QUERY posts.jsonl"
        )
    if "member_count" in first or "owner_id" in first:
        return (
            "looks like Twitter API v2 lists (names of lists, no posts). "
            "Fetch the posts of a list, for instance: twarc2 list-tweets LIST posts.jsonl"
        )
    return None


def describe(source: Source) -> str:
    """Say in a few words what a file looks like, for a message that it was not recognised."""
    if source.is_parquet:
        return f"Parquet with the columns {_some(columns_of(source))}"
    objects = first_objects(source)
    if objects:
        return f"JSON lines with the fields {_some(tuple(objects[0]))}"
    columns = columns_of(source)
    if len(columns) > 1:
        return f"a table with the columns {_some(columns)}"
    first = source.sample.strip().splitlines()[0]
    return f"text that begins with: {first[:80]}"


def _some(names: tuple[str, ...] | list[str]) -> str:
    shown = ", ".join(names[:20])
    return shown if len(names) <= 20 else f"{shown} and {len(names) - 20} more"
