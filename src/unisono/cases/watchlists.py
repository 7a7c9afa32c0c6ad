"""Watchlists of a case: who is on them, why and by whose word, in versions that stay as they were added."""

import hashlib
import re
import unicodedata
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from shlex import quote
from typing import Any

import orjson

from unisono.cases.manifest import RejectionCount
from unisono.cases.named_files import NamedFiles
from unisono.model.errors import DataRejectedError, UsageError
from unisono.model.times import now_text

FILES = NamedFiles(folder="watchlists", command="watchlist", what="watchlist", such_as="published-2018")

MEMBERSHIPS = {
    "attributed": "attributed by a source",
    "acted_together": "acted together",
    "engages": "merely engages",
}
"""How an account comes to be on a list, and how that reads; None is a list that does not say."""

NOT_SAID = "the list does not say"
LONGEST_NAME = 56
_OTHER_SIGNS = frozenset(" ._-'’·\u200c\u200d")
_VERSION = re.compile(r"(?P<name>.*)\.v(?P<version>\d+)")


@dataclass(frozen=True)
class Member:
    """One account on a list, by id, by handle or by both, and what the list says of it; None where it says nothing."""

    platform: str | None = None
    account_id: str | None = None
    handle: str | None = None  # as written, without @
    reason: str | None = None
    evidence: str | None = None
    date: str | None = None  # ISO day
    added_by: str | None = None
    source: str | None = None
    membership: str | None = None  # of MEMBERSHIPS

    @property
    def named(self) -> str:
        """Return how the list names the account: its handle if it has one, else its id, with the platform if known."""
        name = f"@{self.handle}" if self.handle else str(self.account_id)
        return f"{self.platform}:{name}" if self.platform else name

    @property
    def key(self) -> tuple[str, str, str]:
        """Return what tells an account of a list from the others: the platform with the id, or else the handle."""
        handle = "" if self.account_id else (self.handle or "").casefold()
        return (self.platform or "", self.account_id or "", handle)


@dataclass(frozen=True)
class Watchlist:
    """One version of a list. source, date: who published it, and when (ISO day), where the user said so.

    file, file_sha256: what it was read from. columns: our field -> the file's column. duplicates: rows that named an
    account again, whose words were joined to the first.
    """

    name: str
    members: tuple[Member, ...]
    version: int = 1
    source: str | None = None
    date: str | None = None
    file: str = ""
    file_sha256: str = ""
    added_at: str = ""
    rejected: tuple[RejectionCount, ...] = ()
    duplicates: int = 0
    columns: dict[str, str] | None = None

    @property
    def sha256(self) -> str:
        """Return the version's hash: of the members and what is said of each, whatever the order, file or name."""
        rows = [{**asdict(one), "handle": one.handle.casefold() if one.handle else None} for one in self.members]
        lines = sorted(orjson.dumps(row, option=orjson.OPT_SORT_KEYS) for row in rows)
        return hashlib.sha256(b"\n".join(lines)).hexdigest()

    @property
    def without_reason(self) -> int:
        """Count the members of whom the list does not say why they are on it."""
        return sum(one.reason is None for one in self.members)


@dataclass(frozen=True)
class Change:
    """What a version of a list changed: who came, who went, and of whom something else is said."""

    came: tuple[Member, ...]
    went: tuple[Member, ...]
    changed: tuple[Member, ...]


def keep_watchlist(case: Path, watchlist: Watchlist) -> tuple[Watchlist, bool]:
    """Store a list durably as the next version of its name; return it, and whether it is new.

    A list equal to the latest version is not stored again. Raises UsageError for what cannot be a name.
    """
    _require_name(watchlist.name)
    earlier = versions_of(case, watchlist.name)
    if earlier and earlier[-1].sha256 == watchlist.sha256:
        return earlier[-1], False
    added_at = now_text()
    name = earlier[0].name if earlier else watchlist.name
    number = earlier[-1].version + 1 if earlier else 1
    kept = replace(watchlist, name=name, version=number, added_at=watchlist.added_at or added_at)
    stored = {**asdict(kept), "sha256": kept.sha256}
    FILES.keep(case, _file_name(name, number), orjson.dumps(stored, option=orjson.OPT_INDENT_2) + b"\n")
    return kept, True


def kept_watchlists(case: Path) -> list[Watchlist]:
    """Return the latest version of each list by name; raises DataRejectedError naming a damaged file."""
    latest: dict[str, Watchlist] = {}
    for one in sorted((_read(file) for file in FILES.kept(case)), key=lambda each: each.version):
        latest[one.name.casefold()] = one
    return [latest[name] for name in sorted(latest)]


def versions_of(case: Path, name: str) -> list[Watchlist]:
    """Return the versions of a list, oldest first; none where the case has no list of that name."""
    found = []
    for file in FILES.kept(case):
        match = _VERSION.fullmatch(file.stem)
        if match and match["name"] == name.casefold():
            found.append(_read(file))
    return sorted(found, key=lambda one: one.version)


def find_watchlist(case: Path, name: str, version: int | None = None) -> Watchlist:
    """Return a version of a list, the latest where none is named; raises UsageError where the case has none such."""
    versions = versions_of(case, name)
    if not versions:
        names = ", ".join(one.name for one in kept_watchlists(case))
        known = f" Watchlists: {names}." if names else ""
        raise UsageError(
            f"The case has no watchlist named {name}.{known} Add one: "
            f"unisono watchlist add {quote(str(case))} {quote(name)} FILE"
        )
    if version is None:
        return versions[-1]
    for one in versions:
        if one.version == version:
            return one
    raise UsageError(
        f"{name} has no version {version}. Versions: {', '.join(str(one.version) for one in versions)}. "
        f"See: unisono watchlist versions {quote(str(case))} {quote(name)}"
    )


def remove_watchlist(case: Path, name: str) -> int:
    """Take all versions of a list out of the case and return how many; raises UsageError where there is none."""
    find_watchlist(case, name)
    versions = versions_of(case, name)
    for one in versions:
        FILES.remove(case, _file_name(one.name, one.version))
    return len(versions)


def change_between(before: Watchlist, after: Watchlist) -> Change:
    """Return who came, who went and of whom something else is said, each in the order of its list."""
    old = {one.key: one for one in before.members}
    new = {one.key: one for one in after.members}
    return Change(
        came=tuple(one for key, one in new.items() if key not in old),
        went=tuple(one for key, one in old.items() if key not in new),
        changed=tuple(one for key, one in new.items() if key in old and old[key] != one),
    )


def _require_name(name: str) -> None:
    is_written = all(sign in _OTHER_SIGNS or unicodedata.category(sign)[0] in "LMN" for sign in name)
    if not is_written or not name[:1].isalnum() or len(name) > LONGEST_NAME or name.endswith((" ", ".")):
        raise UsageError(
            f"{name!r} cannot name a watchlist: use up to {LONGEST_NAME} letters, digits, spaces, dots and hyphens, "
            f"such as {FILES.such_as}."
        )


def _file_name(name: str, version: int) -> str:
    return f"{name}.v{version:04d}"


def _read(file: Path) -> Watchlist:
    try:
        stored: dict[str, Any] = orjson.loads(file.read_bytes())  # Any: JSON
        said = stored.pop("sha256")
        known = {field.name for field in fields(Watchlist)}
        watchlist = Watchlist(
            **{
                **{name: value for name, value in stored.items() if name in known},
                "members": tuple(Member(**one) for one in stored["members"]),
                "rejected": tuple(RejectionCount(**one) for one in stored["rejected"]),
            }
        )
        if watchlist.sha256 != said:
            raise ValueError("its members do not fit its hash")
    except (orjson.JSONDecodeError, AttributeError, KeyError, TypeError, ValueError) as error:
        raise DataRejectedError(
            f"{file} is damaged: {error}. Restore it from a copy of the case, or delete it and add the list again."
        ) from error
    return watchlist
