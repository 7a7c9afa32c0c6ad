"""Marks: what people decided about findings and networks of a case, each with who, when and why; the latest holds."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from unisono.cases.custody.deciding import log_decision
from unisono.cases.kept_lines import DamagedLine, append_kept_line, read_kept_lines
from unisono.cases.runs import Run
from unisono.model.errors import UsageError
from unisono.model.times import now_text

FILE = "marks.jsonl"
MARKS = ("keep", "dismiss", "unsure")
KINDS = ("finding", "network")
LONGEST_NOTE = 4_000
LONGEST_NAME = 200
LEAST_COMMON = 0.5
"""Members in common, of all that either had, from which on a network of another scan counts as the same."""


@dataclass(frozen=True)
class Mark:
    """One decision. identity: what is marked, by a name that another scan gives the same claim again.

    kind: of KINDS. subject, run: the number that a network had in that run, or the finding's id again. accounts: how
    many members the network had.
    """

    at: str
    by: str
    kind: str
    identity: str
    mark: str
    note: str = ""
    subject: str = ""
    run: str = ""
    accounts: int = 0


@dataclass(frozen=True)
class KeptMarks:
    """All marks of a case, oldest first, and the lines of its file that cannot be read."""

    marks: Sequence[Mark] = ()
    damaged: Sequence[DamagedLine] = ()

    @property
    def latest(self) -> dict[str, Mark]:
        """Return the mark that holds of each identity: the last one."""
        return {one.identity: one for one in self.marks}

    def of(self, identity: str) -> list[Mark]:
        """Return the history of one identity, latest first."""
        return [one for one in reversed(self.marks) if one.identity == identity]


def network_identity(accounts: Iterable[str]) -> str:
    """Return the name of a network by its members, whatever number a scan gives it.

    >>> network_identity(["b", "a"]) == network_identity(["a", "b"])
    True
    """
    return "n-" + hashlib.sha256("\x1f".join(sorted(accounts)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def members_in(run: Run, network: str) -> set[str]:
    """Return the accounts of a network of a run, by its number as text."""
    members = run.table("members")
    return set(members.filter(members["network"].cast(str).eq(network))["account"])


def keep_mark(case: Path, mark: Mark) -> Mark:
    """Store a mark durably and return it with its time; raises UsageError for another word and for too long a note."""
    if mark.kind not in KINDS or mark.mark not in MARKS:
        raise UsageError(f"{mark.mark!r} is no mark. Marks: {', '.join(MARKS)}.")
    if len(mark.note) > LONGEST_NOTE or len(mark.by) > LONGEST_NAME:
        raise UsageError(f"A note has up to {LONGEST_NOTE:,} letters, a name {LONGEST_NAME}. Shorten it.")
    kept = Mark(**{**asdict(mark), "at": mark.at or now_text(), "note": mark.note.strip(), "by": mark.by.strip()})
    append_kept_line(case / FILE, asdict(kept))
    log_decision(case, "mark", FILE, asdict(kept))
    return kept


def kept_marks(case: Path) -> KeptMarks:
    """Return the marks of a case with their history; lines that cannot be read are told, and left as they are."""
    rows, damaged = read_kept_lines(case / FILE)
    marks = []
    for number, row in rows:
        if fault := _fault_of(row):
            damaged.append(DamagedLine(str(case / FILE), number, fault))
        else:
            marks.append(Mark(**{name: row[name] for name in Mark.__dataclass_fields__ if name in row}))  # type: ignore[arg-type]  # checked by _fault_of
    return KeptMarks(tuple(marks), tuple(sorted(damaged, key=lambda one: one.line)))


def marks_of_earlier_networks(
    kept: KeptMarks, runs: Iterable[Run], accounts: Iterable[str], *, least_common: float = LEAST_COMMON
) -> list[tuple[Mark, int]]:
    """Return marks of networks of other runs that had mostly these members, with how many, the most alike first.

    A network that gained or lost a member has another identity; what was decided about it before is not lost.
    least_common: members in common, of all that either had.
    """
    own = set(accounts)
    identity = network_identity(own)
    tables = {run.id: run for run in runs}
    found = []
    for mark in kept.latest.values():
        if mark.kind != "network" or mark.identity == identity or mark.run not in tables:
            continue
        before = members_in(tables[mark.run], mark.subject)
        if before and len(own & before) >= least_common * len(own | before):
            found.append((mark, len(own & before)))
    return sorted(found, key=lambda one: -one[1])


def _fault_of(row: Mapping[str, object]) -> str:
    """Return why a line is no mark; nothing where it is one."""
    for name in ("at", "by", "kind", "identity", "mark"):
        if not isinstance(row.get(name), str):
            return f"it has no {name}"
    if row["mark"] not in MARKS or row["kind"] not in KINDS:
        return f"{row['mark']} is no mark of a {row['kind']}"
    if not all(isinstance(row.get(name, ""), str) for name in ("note", "subject", "run")):
        return "its note, subject or run is no text"
    return "" if isinstance(row.get("accounts", 0), int) else "its accounts are no number"
