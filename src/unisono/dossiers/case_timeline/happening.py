"""One thing that happened in a case, as every part of the timeline tells it."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import polars as pl

from unisono.model.tables import TIME

HAPPENINGS: dict[str, pl.DataType | pl.List] = {
    "at": TIME,
    "until": TIME,  # null: a moment, or a day
    "kind": pl.String(),
    "subject_kind": pl.String(),
    "subject": pl.String(),
    "networks": pl.List(pl.Int64()),  # those whose accounts take part
    "accounts": pl.Int64(),
    "author": pl.String(),  # of the post it is about; null of anything else, and where not known
    "says": pl.String(),
    "finding": pl.String(),  # its id; null of networks' spans, changes of purpose and events
}

MOMENTS: dict[str, pl.DataType] = {
    "kind": pl.String(),
    "subject": pl.String(),
    "at": TIME,
}
"""One row for each post by which something happened: how much went on when, within a span."""

KINDS = ("event", "network", "born", "woke", "turned", "purpose", "deleted", "text", "hashtag", "post", "target")
"""What can happen, in the order in which things of one moment are told."""


@dataclass(frozen=True)
class Happening:
    """One thing: when it began and ended, whom it is about, in one sentence, and where it can be looked up."""

    at: datetime
    kind: str
    subject_kind: str
    subject: str
    says: str
    until: datetime | None = None
    networks: tuple[int, ...] = ()
    accounts: int | None = None
    finding: str | None = None
    author: str | None = None


def happening_of(  # all by name but the first: the parts of one row
    row: Mapping[str, Any],  # Any: cells of FINDINGS
    *,
    kind: str,
    at: datetime,
    accounts: Iterable[str],
    homes: Mapping[str, int],
    until: datetime | None = None,
    author: str | None = None,
) -> Happening:
    """Return what a finding tells of a time: whom of these accounts it is about, and in which networks they are.

    homes: the network of each account that has one. author: of the post that it is about.
    """
    known = set(accounts)
    return Happening(
        at=at,
        until=until,
        kind=kind,
        subject_kind=row["subject_kind"],
        subject=row["subject"],
        says=first_sentence(row["because"]),
        networks=tuple(sorted({homes[account] for account in known if account in homes})),
        accounts=len(known),
        finding=row["finding"],
        author=author,
    )


def told_of(kind: str, subject: str, author: str | None, says: str) -> str:
    """Return what happened with the target or the post that it is about; the names as the reader is to see them.

    >>> told_of("post", "twitter:1", "@ann", "9 of the 9 reposts are by members.")
    'Post twitter:1 by @ann: 9 of the 9 reposts are by members.'
    >>> told_of("target", "Ilva", None, "40 posts against it.")
    'Ilva: 40 posts against it.'
    """
    if kind == "target":
        return f"{subject}: {says}"
    if kind == "post":
        return f"Post {subject} by {author or 'an author not known'}: {says}"
    return says


def first_sentence(because: str) -> str:
    """Return what a finding says first; the rest stands with the finding.

    >>> first_sentence("Two woke on 2.5. days; chance gives 0.1. New with them: #a.")
    'Two woke on 2.5. days; chance gives 0.1.'
    """
    for at, character in enumerate(because):
        after = because[at + 1 : at + 3]
        if character == "." and (not after or (after[0] == " " and after[1:].isupper())):
            return because[: at + 1]
    return because


def happenings_table(happenings: Iterable[Happening]) -> pl.DataFrame:
    """Return HAPPENINGS in order of time; of one moment in the order of KINDS, then by subject."""
    rows = [{**asdict(one), "networks": list(one.networks)} for one in happenings]
    table = pl.DataFrame(rows, schema=HAPPENINGS)
    order = pl.col("kind").replace_strict({kind: place for place, kind in enumerate(KINDS)}, return_dtype=pl.Int64)
    return table.sort("at", order, "subject")
