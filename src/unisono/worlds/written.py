"""Small worlds written as text, one act a line, for stories that fit on a page."""

import re
import shlex
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl

from unisono.model.batches import Batch
from unisono.model.errors import UsageError
from unisono.model.tables import ACCOUNTS, POSTS, REFERENCES, conform

STARTS_AT = datetime(2018, 6, 1, 12, tzinfo=UTC)
UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}
Row = dict[str, Any]  # Any: a row of a table


def read_written_world(lines: str | Iterable[str]) -> Batch:
    """Return the posts, profiles and originals of a world written as text.

    `0 ann link1` shares a link at second 0; `5m bob #tag "Some words"` posts words and a tag; `2d cat rt:star/0`
    reposts what star published at second 0. `ann is "I am a bot."` gives a profile. `//` starts a remark.
    Raises UsageError, with the line, where a line cannot be read.

    >>> read_written_world("0 ann link1\\n5 bob link1").posts["urls"].to_list()
    [['https://link1.example/'], ['https://link1.example/']]
    """
    posts: list[Row] = []
    profiles: list[Row] = []
    originals: dict[str, Row] = {}
    for number, line in enumerate(lines.splitlines() if isinstance(lines, str) else lines, start=1):
        words = split_line(line, number)
        if len(words) >= 3 and words[1] == "is":
            profiles.append(profile_row(words[0], words[2]))
        elif words:
            posts.append(post_row(words, number, originals))
    return Batch(
        posts=conform(pl.DataFrame(posts, infer_schema_length=None), POSTS)
        if posts
        else conform(pl.DataFrame(), POSTS),
        accounts=conform(pl.DataFrame(profiles, infer_schema_length=None), ACCOUNTS),
        references=conform(pl.DataFrame(list(originals.values()), infer_schema_length=None), REFERENCES),
        read=len(posts),
    )


def split_line(line: str, number: int) -> list[str]:
    """Return the words of a line, quoted ones whole, remarks left out."""
    try:
        words = shlex.split(line.split("//")[0])
    except ValueError as error:
        raise UsageError(
            f'Line {number} cannot be read: {line!r} ({error}). Write: 5m bob #tag "Some words"'
        ) from error
    if len(words) in (1, 2):
        raise UsageError(f"Line {number} says too little: {line!r}. Write: 0 ann link1")
    return words


def post_row(words: list[str], number: int, originals: dict[str, Row]) -> Row:
    """Return the post that a line tells of; an original that is reposted is added to `originals`."""
    account = words[1]
    row: Row = {
        "platform": "written",
        "post_id": f"{account}/{words[0]}/{number}",
        "account_id": account,
        "handle": account,
        "created_at": moment(words[0], number),
        "created_at_precision": "second",
        "text": None,
        "text_complete": True,
        "kind": "post",
        "hashtags": [],
        "urls": [],
        "mentions": [],
        "source_row": number,
    }
    for word in words[2:]:
        if word.startswith("#"):
            row["hashtags"].append(word[1:])
        elif word.startswith("rt:"):
            original = original_row(word[3:], number)
            originals[original["post_id"]] = original
            row |= {"kind": "repost", "ref_post_id": original["post_id"], "ref_account_id": original["account_id"]}
            row |= {"ref_handle": original["handle"], "ref_created_at": original["created_at"]}
        elif " " in word or word.endswith((".", "!", "?")):
            row["text"] = word
        else:
            row["urls"].append(f"https://{word}.example/")
    return row


def original_row(name: str, number: int) -> Row:
    """Return the original named `ACCOUNT/TIME`."""
    account, _, time = name.partition("/")
    return {
        "platform": "written",
        "post_id": name,
        "account_id": account,
        "handle": account,
        "created_at": moment(time, number),
    }


def profile_row(account: str, bio: str) -> Row:
    """Return a profile; a bio that says bot is a declaration."""
    is_bot = re.search(r"\bbot\b", bio, re.IGNORECASE) is not None
    return {
        "platform": "written",
        "account_id": account,
        "handle": account,
        "bio": bio,
        "is_bot_declared": is_bot,
        "observed_at": STARTS_AT,
    }


def moment(time: str, number: int) -> datetime:
    """Return the time that `90`, `5m`, `3h` or `2d` after the start stands for; parts add up: `2d3h`."""
    parts = re.findall(r"(-?\d+(?:\.\d+)?)([smhd]?)", time)
    if not parts or "".join(amount + unit for amount, unit in parts) != time:
        raise UsageError(f"Line {number} has no time that can be read: {time!r}. Write seconds, or 5m, 3h, 2d.")
    seconds = sum(float(amount) * UNITS[unit or "s"] for amount, unit in parts)
    return STARTS_AT + timedelta(seconds=seconds)
