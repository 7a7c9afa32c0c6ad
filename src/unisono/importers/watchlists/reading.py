"""Files of listed accounts become watchlists: CSV, TSV, JSON, JSON lines, Parquet, or a name a line."""

import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from shlex import quote

import polars as pl

from unisono.cases.manifest import RejectionCount
from unisono.cases.watchlists import MEMBERSHIPS, Member, Watchlist
from unisono.importers.declaration import Source
from unisono.importers.opening import open_source
from unisono.importers.problems import shorten
from unisono.importers.tables.cells import drop_damaged_ids
from unisono.importers.tables.column_guessing import shorten_name
from unisono.importers.times import decide_date_order, read_times
from unisono.importers.watchlists.columns import FIELDS, guess_list_columns
from unisono.importers.watchlists.naming import NamedAccount, name_account
from unisono.importers.watchlists.rows import ListRows, read_list_rows
from unisono.model.errors import DataRejectedError, UsageError

LONGEST_WORDS = 2_000
"""Letters that are kept of what a list says of a member."""

UNKNOWN_MEMBERSHIP = "says a membership that is none of: attributed, acted together, engages; the account is kept"
DAMAGED_ID = "has an id that a spreadsheet has rounded; the account is kept by its handle"
UNREAD_DATE = "has a date that cannot be read; the account is kept"

MEMBERSHIP_WORDS = {
    **dict.fromkeys(("attributed", "attributedbyasource", "attribution", "namedbyasource", "named"), "attributed"),
    **dict.fromkeys(("actedtogether", "together", "coordinated", "coordination", "network"), "acted_together"),
    **dict.fromkeys(("engages", "merelyengages", "engaged", "engagement", "engager", "amplifier"), "engages"),
}


@dataclass(frozen=True)
class SaidOfAll:
    """What the user says of every member of whom the file does not say it, and which column holds what.

    mapping: our field -> the file's column. date: ISO day.
    """

    platform: str | None = None
    reason: str | None = None
    source: str | None = None
    date: str | None = None
    added_by: str | None = None
    membership: str | None = None
    mapping: Mapping[str, str] = field(default_factory=dict)


def read_watchlist(file: str, name: str, said: SaidOfAll | None = None) -> Watchlist:
    """Return the list that a file holds; nothing is dropped silently: rows without an account are counted by reason.

    Raises UsageError where there is no such file or no column of accounts, DataRejectedError where nobody is listed.
    """
    said = said or SaidOfAll()
    _require_membership(said.membership)
    with tempfile.TemporaryDirectory() as scratch:
        source = open_source(file, Path(scratch), opens_lists=False)
        rows = read_list_rows(source)
        _require_rows(file, rows)
        columns = _columns(source, rows, said)
        members, counts, duplicates = _members(rows, columns, said)
    if not members:
        raise DataRejectedError(
            f"{file} lists no account ({_examples(counts)}). Columns: {', '.join(rows.columns) or 'without names'}. "
            "Name the column that holds them: --map account=COLUMN"
        )
    return Watchlist(
        name=name,
        members=members,
        source=said.source,
        date=said.date,
        file=Path(file).name,
        file_sha256=source.sha256,
        rejected=counts,
        duplicates=duplicates,
        columns=dict(columns),
    )


def _require_rows(file: str, rows: ListRows) -> None:
    """Refuse a file without a row that says anything, whatever columns the user has named."""
    if not any(rows.rows):
        raise DataRejectedError(f"{file} lists no account ({_examples(rows.rejected)}). Check how it was made.")


def _examples(counts: tuple[RejectionCount, ...]) -> str:
    """Return what was rejected, by reason, with the first of each."""
    return "; ".join(f"{one.reason}: {one.example!r}" for one in counts) or "it has no rows"


def _columns(source: Source, rows: ListRows, said: SaidOfAll) -> dict[str, str]:
    """Return our field -> column: those that the user named, the others guessed."""
    for our_field, column in said.mapping.items():
        if our_field not in FIELDS:
            raise UsageError(f"There is no field {our_field!r} of a list. Fields: {', '.join(FIELDS)}.")
        if column not in rows.columns:
            raise UsageError(
                f"{source.name} has no column {column!r}. Columns: {', '.join(rows.columns) or 'none has a name'}."
            )
    columns = guess_list_columns(rows, said.mapping)
    if not {"account", "account_id", "handle"} & set(columns):
        raise UsageError(
            f"{source.name} has no column of accounts by name. Columns: {', '.join(rows.columns[:20])}. "
            f"Name it: unisono watchlist add CASE NAME {quote(source.name)} --map account={quote(rows.columns[0])}"
        )
    return columns


def _members(
    rows: ListRows, columns: Mapping[str, str], said: SaidOfAll
) -> tuple[tuple[Member, ...], tuple[RejectionCount, ...], int]:
    """Return the members, what was rejected or could not be read, and how many rows named an account again."""
    counts: dict[str, RejectionCount] = {one.reason: one for one in rows.rejected}
    members: dict[tuple[str, str, str], Member] = {}
    duplicates = 0
    damaged = _damaged([row.get(columns["account_id"]) for row in rows.rows]) if "account_id" in columns else set()
    days = _days([row.get(columns["date"]) for row in rows.rows]) if "date" in columns else [None] * len(rows.rows)
    for number, (row, day) in enumerate(zip(rows.rows, days, strict=True)):
        cells = {name: (row.get(column) or "").strip() for name, column in columns.items()}
        whole = (
            {**cells, "account_id": ""}
            if number in damaged and (cells.get("handle") or cells.get("account"))
            else cells
        )
        account = _account(whole, said.platform)
        if whole is not cells:
            _count(counts, DAMAGED_ID, cells["account_id"])
        if account.refused is not None:
            _count(counts, account.refused, " ".join(cell for cell in row.values() if cell))
            continue
        membership = MEMBERSHIP_WORDS.get(shorten_name(cells.get("membership", "")))
        if cells.get("membership") and membership is None:
            _count(counts, UNKNOWN_MEMBERSHIP, cells["membership"])
        if cells.get("date") and day is None:
            _count(counts, UNREAD_DATE, cells["date"])
        member = Member(
            platform=account.platform,
            account_id=account.account_id,
            handle=account.handle,
            reason=_words(cells.get("reason")) or said.reason,
            evidence=_words(cells.get("evidence")),
            date=day or said.date,
            added_by=_words(cells.get("added_by")) or said.added_by,
            source=_words(cells.get("source")) or said.source,
            membership=membership or said.membership,
        )
        duplicates += member.key in members
        members[member.key] = _joined(members[member.key], member) if member.key in members else member
    return tuple(members.values()), tuple(counts.values()), duplicates


def _account(cells: Mapping[str, str], platform: str | None) -> NamedAccount:
    """Return the account of a row: its id and its handle where it has both; the id's platform counts."""
    stated = cells.get("platform", "").lower() or platform
    found = [
        name_account(cells[name], is_id=name == "account_id", platform=stated)
        for name in ("account_id", "account", "handle")
        if cells.get(name)
    ]
    good = [one for one in found if one.refused is None]
    if not good:
        return found[0] if found else name_account("")
    return NamedAccount(
        platform=next((one.platform for one in good if one.platform), None),
        account_id=next((one.account_id for one in good if one.account_id), None),
        handle=next((one.handle for one in good if one.handle), None),
    )


def _joined(first: Member, again: Member) -> Member:
    """Return a member with what a later row says as well: other reasons and evidence are added, gaps filled."""
    told = {}
    for one in fields(Member):
        before, after = getattr(first, one.name), getattr(again, one.name)
        is_added = one.name in ("reason", "evidence") and before and after and after not in before.split("; ")
        told[one.name] = f"{before}; {after}" if is_added else before or after
    return replace(first, **told)


def _days(cells: Iterable[str | None]) -> list[str | None]:
    """Return ISO days of what is written for dates; null where none can be read."""
    written = pl.Series([(cell or "").strip() or None for cell in cells], dtype=pl.String)
    if written.null_count() == len(written):
        return [None] * len(written)
    try:
        order = decide_date_order(written, where="the list")
    except DataRejectedError:
        order = None
    return [None if at is None else f"{at:%Y-%m-%d}" for at in read_times(written, order=order).at]


def _damaged(cells: list[str | None]) -> set[int]:
    """Return the rows whose id a spreadsheet or a float has destroyed."""
    ids = pl.Series([(cell or "").strip() or None for cell in cells], dtype=pl.String)
    return set((ids.is_not_null() & drop_damaged_ids(ids).is_null()).arg_true().to_list())


def _words(cell: str | None) -> str | None:
    return " ".join((cell or "").split())[:LONGEST_WORDS] or None


def _count(counts: dict[str, RejectionCount], reason: str, example: str) -> None:
    before = counts.get(reason, RejectionCount(reason, 0, shorten(example)))
    counts[reason] = RejectionCount(**{**asdict(before), "rows": before.rows + 1})


def _require_membership(membership: str | None) -> None:
    if membership is not None and membership not in MEMBERSHIPS:
        raise UsageError(f"{membership!r} is no membership. Type one of: {', '.join(MEMBERSHIPS)}.")
