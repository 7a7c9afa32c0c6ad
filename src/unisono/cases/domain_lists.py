"""Lists of domains that a case was given: one file each, with who published it, when, and the digest of its file."""

import re
from dataclasses import asdict, dataclass
from pathlib import Path
from shlex import quote

import orjson

from unisono.cases.durable import TEMPORARY_PREFIX, sync_folder, write_durably, writer_lock
from unisono.cases.manifest import RejectionCount
from unisono.model.errors import DataRejectedError, UsageError

FOLDER = "domains"
_NAME = re.compile(r"[\w][\w .-]{0,63}")


@dataclass(frozen=True)
class ListedDomain:
    """One entry: a registrable domain, a host below one, or `host/name`; and what the list says of it, if anything."""

    domain: str
    label: str | None = None


@dataclass(frozen=True)
class DomainList:
    """A published list: `source` says who published it, `date` (ISO) when; the labels are theirs, never ours."""

    name: str
    source: str
    date: str
    file: str
    sha256: str
    entries: tuple[ListedDomain, ...]
    rejected: tuple[RejectionCount, ...] = ()
    duplicates: int = 0
    added_at: str = ""


def keep_domain_list(case: Path, domains: DomainList) -> None:
    """Store a list in the case folder durably; raises UsageError where one of that name is kept already."""
    path = _file_of(case, domains.name)
    with writer_lock(case / "lock"):
        if path.exists():
            raise UsageError(
                f"The case has a list named {domains.name}. Give this one another name, or remove that one: "
                f"unisono domains remove {quote(str(case))} {quote(domains.name)}"
            )
        path.parent.mkdir(exist_ok=True)
        sync_folder(case)
        write_durably(path, orjson.dumps(asdict(domains), option=orjson.OPT_INDENT_2) + b"\n")


def kept_domain_lists(case: Path) -> list[DomainList]:
    """Return the lists of a case by name; raises DataRejectedError naming a damaged file."""
    files = sorted((case / FOLDER).glob("*.json"))
    return [_read(file) for file in files if not file.name.startswith(TEMPORARY_PREFIX)]


def remove_domain_list(case: Path, name: str) -> None:
    """Take a list out of the case; raises UsageError where there is none of that name."""
    path = _file_of(case, name)
    with writer_lock(case / "lock"):
        if not path.exists():
            raise UsageError(
                f"The case has no list named {name}. See its lists: unisono domains list {quote(str(case))}"
            )
        path.unlink()
        sync_folder(path.parent)


def _file_of(case: Path, name: str) -> Path:
    if not _NAME.fullmatch(name) or name.endswith((" ", ".")):
        raise UsageError(
            f"{name!r} cannot name a list: use up to 64 letters, digits, spaces, dots and hyphens, such as state-media."
        )
    return case / FOLDER / f"{name.casefold()}.json"


def _read(file: Path) -> DomainList:
    try:
        stored = orjson.loads(file.read_bytes())
        return DomainList(
            **{
                **stored,
                "entries": tuple(ListedDomain(**entry) for entry in stored["entries"]),
                "rejected": tuple(RejectionCount(**entry) for entry in stored["rejected"]),
            }
        )
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise DataRejectedError(
            f"{file} is damaged: {error}. Restore it from a copy of the case, or delete it and add the list again."
        ) from error
