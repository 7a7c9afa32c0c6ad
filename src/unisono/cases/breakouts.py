"""Levels 4 to 6 of the Breakout Scale as people stated them, each with its evidence; no program gives them."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from unisono.cases.custody.deciding import log_decision
from unisono.cases.kept_lines import DamagedLine, append_kept_line, read_kept_lines
from unisono.cases.marks import LEAST_COMMON, LONGEST_NAME, LONGEST_NOTE, members_in, network_identity
from unisono.cases.runs import Run
from unisono.model.errors import UsageError
from unisono.model.times import now_text

FILE = "breakout.jsonl"
STATED = {
    4: "reported by media beyond social platforms",
    5: "passed on by people of great reach",
    6: "answered by a policy or another act, or a call to violence",
}
"""The levels that people state, and what each is."""

_address = re.compile(r"https?://[^\s/]+\.[^\s/]+\S*", re.IGNORECASE)


@dataclass(frozen=True)
class StatedLevel:
    """One level that somebody stated of a network. identity: of the network, by its members.

    evidence: a web address, or what else can be looked up. on: day of the evidence, ISO 8601, empty where nobody said.
    network, run: the number that the network had in that run.
    """

    at: str
    by: str
    identity: str
    level: int
    evidence: str
    note: str = ""
    on: str = ""
    network: str = ""
    run: str = ""

    @property
    def id(self) -> str:
        """Return the name by which it is withdrawn: digits of a hash of what was stated."""
        told = "\x1f".join((self.at, self.by, self.identity, str(self.level), self.evidence))
        return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:8]


@dataclass(frozen=True)
class Withdrawal:
    """That a stated level holds no more: whose words, when and why; the statement stays in the case."""

    at: str
    by: str
    withdraws: str
    note: str = ""


@dataclass(frozen=True)
class KeptLevels:
    """All stated levels of a case, oldest first, which of them were withdrawn, and lines that cannot be read."""

    levels: Sequence[StatedLevel] = ()
    withdrawn: Mapping[str, Withdrawal] = field(default_factory=dict)
    damaged: Sequence[DamagedLine] = ()

    @property
    def holding(self) -> list[StatedLevel]:
        """Return those that nobody withdrew."""
        return [one for one in self.levels if one.id not in self.withdrawn]


def keep_level(case: Path, stated: StatedLevel) -> StatedLevel:
    """Store a stated level durably and return it; raises UsageError for other levels, and without evidence."""
    kept = replace(
        stated,
        at=stated.at or now_text(),
        **{name: getattr(stated, name).strip() for name in ("by", "evidence", "note", "on")},
    )
    _require_level(kept.level)
    _require_evidence(kept)
    if not kept.by:
        raise UsageError("Somebody states a level: give your name, or the name you are known by in this case.")
    if len(kept.by) > LONGEST_NAME or max(len(kept.evidence), len(kept.note)) > LONGEST_NOTE:
        raise UsageError(f"A text has up to {LONGEST_NOTE:,} letters, a name {LONGEST_NAME}. Shorten it.")
    append_kept_line(case / FILE, asdict(kept))
    log_decision(case, "breakout", FILE, asdict(kept))
    return kept


def withdraw_level(case: Path, name: str, by: str, note: str = "") -> StatedLevel:
    """Store that a level holds no more and return it; raises UsageError where none of that id holds."""
    found = next((one for one in kept_levels(case).holding if one.id == name.strip()), None)
    if found is None:
        raise UsageError(
            f"No level with the id {name.strip()[:40]!r} holds in this case. List them: unisono breakout list"
        )
    withdrawal = Withdrawal(now_text(), by.strip(), found.id, note.strip())
    if not withdrawal.by:
        raise UsageError("Somebody withdraws a level: give your name, or the name you are known by in this case.")
    if len(withdrawal.by) > LONGEST_NAME or len(withdrawal.note) > LONGEST_NOTE:
        raise UsageError(f"A note has up to {LONGEST_NOTE:,} letters, a name {LONGEST_NAME}. Shorten it.")
    append_kept_line(case / FILE, asdict(withdrawal))
    log_decision(case, "breakout", FILE, asdict(withdrawal))
    return found


def kept_levels(case: Path) -> KeptLevels:
    """Return the stated levels of a case; lines that cannot be read are told, and left as they are."""
    rows, damaged = read_kept_lines(case / FILE)
    levels: list[StatedLevel] = []
    withdrawn: dict[str, Withdrawal] = {}
    for number, row in rows:
        if fault := _fault_of(row):
            damaged.append(DamagedLine(str(case / FILE), number, fault))
        elif "withdraws" in row:
            one = Withdrawal(**{name: str(row.get(name, "")) for name in Withdrawal.__dataclass_fields__})
            withdrawn.setdefault(one.withdraws, one)
        else:
            texts = {name: str(row[name]) for name in StatedLevel.__dataclass_fields__ if name in row}
            levels.append(StatedLevel(**{**texts, "level": int(texts["level"])}))  # type: ignore[arg-type]  # checked by _fault_of
    return KeptLevels(tuple(levels), withdrawn, tuple(sorted(damaged, key=lambda one: one.line)))


def levels_by_network(
    levels: Iterable[StatedLevel], runs: Iterable[Run], networks: Mapping[int, Sequence[str]]
) -> dict[int, list[tuple[StatedLevel, int]]]:
    """Return stated levels by the networks of a run, each with how many members the network had then and has now.

    A network that gained or lost a member has another identity: there the one of which most members are the same
    counts, where that is at least half of all that either had.
    """
    own = {network_identity(accounts): number for number, accounts in networks.items()}
    tables = {run.id: run for run in runs}
    found: dict[int, list[tuple[StatedLevel, int]]] = {}
    for one in levels:
        number, common = own.get(one.identity), 0
        if number is not None:
            common = len(set(networks[number]))
        elif one.run in tables:
            number, common = _most_alike(members_in(tables[one.run], one.network), networks)
        if number is not None:
            found.setdefault(number, []).append((one, common))
    return found


def _most_alike(before: set[str], networks: Mapping[int, Sequence[str]]) -> tuple[int | None, int]:
    """Return the network that has most of these members and how many; none where too few are the same."""
    alike = [
        (len(before & set(now)) / len(before | set(now)), number, len(before & set(now)))
        for number, now in networks.items()
        if before
    ]
    share, number, common = max(alike, default=(0.0, 0, 0))
    return (number, common) if share >= LEAST_COMMON else (None, 0)


def _require_level(level: int) -> None:
    if level in STATED:
        return
    told = "; ".join(f"{one}: {meaning}" for one, meaning in STATED.items())
    if 1 <= level < min(STATED):
        raise UsageError(f"Level {level} is counted from posts, and the report has it. People state levels {told}.")
    raise UsageError(f"The Breakout Scale has no level {level}. People state levels {told}.")


def _require_evidence(stated: StatedLevel) -> None:
    """Raise UsageError where a level comes without what others can look up."""
    told = "Give its web address, or title and day of what was printed or broadcast"
    if not stated.evidence:
        raise UsageError(f"Level {stated.level} was not stated: it needs evidence that others can look up. {told}.")
    if not _address.search(stated.evidence) and len(stated.evidence.split()) < 2:
        shown = stated.evidence[:60]
        raise UsageError(f"Level {stated.level} was not stated: nobody can look up {shown!r}. {told}.")
    if stated.on and _day(stated.on) is None:
        raise UsageError(f"{stated.on[:40]!r} is no day of the evidence. Write it as 2026-11-23; it cannot lie ahead.")


def _day(written: str) -> date | None:
    try:
        day = date.fromisoformat(written)
    except ValueError:
        return None
    return day if len(written) == 10 and day <= datetime.now(UTC).date() else None


def _fault_of(row: Mapping[str, object]) -> str:
    """Return why a line is neither a stated level nor a withdrawal; nothing where it is one."""
    return next(_faults(row), "")


def _faults(row: Mapping[str, object]) -> Iterator[str]:
    is_withdrawal = "withdraws" in row
    wanted = ("at", "by", "withdraws") if is_withdrawal else ("at", "by", "identity", "evidence")
    for name in wanted:
        if not isinstance(row.get(name), str) or not row[name]:
            yield f"it has no {name}"
    if not all(isinstance(row.get(name, ""), str) for name in ("note", "on", "network", "run")):
        yield "its note, day, network or run is no text"
    if not is_withdrawal and (isinstance(row.get("level"), bool) or row.get("level") not in STATED):
        yield f"{row.get('level')!r} is no level that people state"
