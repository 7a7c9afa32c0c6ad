"""Accounts that the user declares to belong to one person, on one platform or several, each time with the reason."""

from dataclasses import asdict, dataclass
from pathlib import Path
from shlex import quote

import orjson
import polars as pl

from unisono.cases.named_files import NamedFiles
from unisono.model.errors import DataRejectedError, UsageError

FILES = NamedFiles(folder="same_persons", command="same-person", what="person", such_as="Ana")

SAME_PERSONS: dict[str, pl.DataType] = {
    "account": pl.String(),  # platform:id
    "person": pl.String(),
    "because": pl.String(),
}


@dataclass(frozen=True)
class SamePerson:
    """Accounts (platform:id) of one person, and why they are taken for one."""

    person: str
    accounts: tuple[str, ...]
    because: str


def keep_same_person(case: Path, link: SamePerson) -> None:
    """Store a link durably; raises UsageError for a taken name and for an account that has another person already."""
    taken = dict(kept_same_persons(case).select("account", "person").iter_rows())
    for account in link.accounts:
        if account in taken:
            raise UsageError(
                f"{account} belongs to {taken[account]} already. Take that link out first: "
                f"unisono same-person remove {quote(str(case))} {quote(taken[account])}"
            )
    FILES.keep(case, link.person, orjson.dumps(asdict(link), option=orjson.OPT_INDENT_2) + b"\n")


def kept_links(case: Path) -> list[SamePerson]:
    """Return the links of a case, by name; raises DataRejectedError naming a damaged file."""
    return [read_link(file) for file in FILES.kept(case)]


def kept_same_persons(case: Path) -> pl.DataFrame:
    """Return SAME_PERSONS: a row for each account of a link, by account."""
    rows = [(account, link.person, link.because) for link in kept_links(case) for account in link.accounts]
    return pl.DataFrame(rows, schema=SAME_PERSONS, orient="row").sort("account")


def remove_same_person(case: Path, name: str) -> None:
    """Take a link out of the case; raises UsageError where there is none of that name."""
    FILES.remove(case, name)


def read_link(file: Path) -> SamePerson:
    """Return the link of a file; raises DataRejectedError naming a damaged one."""
    try:
        stored = orjson.loads(file.read_bytes())
        link = SamePerson(stored["person"], tuple(stored["accounts"]), stored["because"])
        if not all(isinstance(text, str) for text in (link.person, link.because, *link.accounts)):
            raise TypeError("person, accounts and reason are texts")
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise DataRejectedError(
            f"{file} is damaged: {error}. Restore it from a copy of the case, or delete it and add the link again."
        ) from error
    return link
