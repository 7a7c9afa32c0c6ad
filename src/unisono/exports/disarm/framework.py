"""The techniques of DISARM Red by their ids; ids that were retired are known, with what takes their place."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import orjson

from unisono.model.errors import UsageError

SOURCE_NAME = "DISARM"

_id = re.compile(r"T\d{4}(\.\d{3})?")


@dataclass(frozen=True)
class Technique:
    """One technique. says_inauthentic: its name says more of accounts than that they acted together.

    misp: the name under which the MISP galaxy `disarm-techniques` has it; null where it does not.
    """

    id: str
    tactic: str
    name: str
    misp: str | None = None
    says_inauthentic: bool = False

    @property
    def label(self) -> str:
        """Return the id and name with the framework's: ids of ATT&CK look the same."""
        return f"{SOURCE_NAME} {self.id} {self.name}"

    @property
    def address(self) -> str:
        """Return where the technique is described."""
        return f"https://github.com/DISARMFoundation/DISARMframeworks/blob/main/generated_pages/techniques/{self.id}.md"


@dataclass(frozen=True)
class Retired:
    """An id that DISARM no longer has. basis: who says what takes its place; empty where nobody does."""

    id: str
    successors: tuple[str, ...]
    basis: str

    @property
    def note(self) -> str:
        """Return what became of the id, in a sentence."""
        if not self.successors:
            return f"{SOURCE_NAME} {self.id} was retired, and no id takes its place."
        return f"{SOURCE_NAME} {self.id} was retired. Instead: {', '.join(self.successors)} ({self.basis})."


@dataclass(frozen=True)
class Framework:
    """What the data file holds."""

    version: str
    licence: str
    source: str
    tactics: Mapping[str, str]
    techniques: Mapping[str, Technique]
    retired: Mapping[str, Retired]


@cache
def framework() -> Framework:
    """Return the framework as it was when the data file was written."""
    read = orjson.loads((files(__package__) / "disarm.json").read_bytes())
    return Framework(
        version=read["version"],
        licence=read["licence"],
        source=read["source"],
        tactics=read["tactics"],
        techniques={row["id"]: Technique(**row) for row in read["techniques"]},
        retired={row["id"]: Retired(row["id"], tuple(row["successors"]), row["basis"]) for row in read["retired"]},
    )


def technique(written: str) -> Technique:
    """Return the technique that a text names, such as "DISARM T0084.001 Use Copypasta".

    Raises UsageError for an id that was retired, with what became of it, and for one that is not known.

    >>> technique("DISARM T0084.001").name
    'Use Copypasta'
    """
    found = _id.search(written)
    known = framework()
    if found and found.group() in known.techniques:
        return known.techniques[found.group()]
    gone = retired(written)
    if gone is not None:
        raise UsageError(gone.note)
    raise UsageError(f"{written} is no technique of DISARM that Unisono knows. See {known.source}")


def retired(written: str) -> Retired | None:
    """Return what became of the id that a text names, if it was retired; a part goes the way of its whole.

    >>> retired("T0104.005").successors
    ('T0015.001',)
    """
    found = _id.search(written)
    if found is None:
        return None
    known = framework()
    whole = known.retired.get(found.group().partition(".")[0])
    own = known.retired.get(found.group())
    if own is None and whole is not None and found.group() not in known.techniques:
        return Retired(found.group(), whole.successors, whole.basis)
    return own
