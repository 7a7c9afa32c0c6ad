"""Lists of domains that a case was given: one file each, with who published it, when, and the digest of its file."""

from dataclasses import asdict, dataclass
from pathlib import Path

import orjson

from unisono.cases.manifest import RejectionCount
from unisono.cases.named_files import NamedFiles
from unisono.model.errors import DataRejectedError

FILES = NamedFiles(folder="domains", command="domains", what="list", such_as="state-media")


@dataclass(frozen=True)
class ListedDomain:
    """One entry: a registrable domain, a host below one, or `host/name`; and what the list says of it, if anything."""

    domain: str
    label: str | None = None


@dataclass(frozen=True)
class DomainList:
    """A published list: `source` says who published it, `date` (ISO) when; the labels are theirs, never ours.

    columns: those of its file, where it names them; domain_column, label_column: those that were taken.
    """

    name: str
    source: str
    date: str
    file: str
    sha256: str
    entries: tuple[ListedDomain, ...]
    rejected: tuple[RejectionCount, ...] = ()
    duplicates: int = 0
    added_at: str = ""
    columns: tuple[str, ...] = ()
    domain_column: str | None = None
    label_column: str | None = None


def keep_domain_list(case: Path, domains: DomainList) -> None:
    """Store a list in the case folder durably; raises UsageError where one of that name is kept already."""
    FILES.keep(case, domains.name, orjson.dumps(asdict(domains), option=orjson.OPT_INDENT_2) + b"\n")


def kept_domain_lists(case: Path) -> list[DomainList]:
    """Return the lists of a case by name; raises DataRejectedError naming a damaged file."""
    return [_read(file) for file in FILES.kept(case)]


def remove_domain_list(case: Path, name: str) -> None:
    """Take a list out of the case; raises UsageError where there is none of that name."""
    FILES.remove(case, name)


def _read(file: Path) -> DomainList:
    try:
        stored = orjson.loads(file.read_bytes())
        return DomainList(
            **{
                **stored,
                "entries": tuple(ListedDomain(**entry) for entry in stored["entries"]),
                "rejected": tuple(RejectionCount(**entry) for entry in stored["rejected"]),
                "columns": tuple(stored.get("columns", ())),
            }
        )
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise DataRejectedError(
            f"{file} is damaged: {error}. Restore it from a copy of the case, or delete it and add the list again."
        ) from error
