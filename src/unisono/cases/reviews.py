"""Reviews: what a reviewer signed about a network: agreement, likelihood in a word, and who they say stands behind."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from unisono.cases.custody.deciding import log_decision
from unisono.cases.kept_lines import DamagedLine, append_kept_line, read_kept_lines
from unisono.cases.marks import LONGEST_NAME, LONGEST_NOTE
from unisono.model.errors import UsageError
from unisono.model.findings import likelihood_ranges
from unisono.model.times import now_text

FILE = "reviews.jsonl"
DECISIONS = {"agree": "agrees", "disagree": "disagrees", "needs_more": "needs more evidence"}
"""What a reviewer may decide, and how that reads."""

SOURCES_WANTED = (
    "An attribution needs its sources: who published it, where it can be looked up. Give them, or leave it out."
)


@dataclass(frozen=True)
class Review:
    """One signature under a network of a run.

    identity: of the network, by its members. likelihood: a word of the table, or empty. attribution, sources: who
    stands behind it by the reviewer's own judgement, which is never computed.
    """

    at: str
    by: str
    identity: str
    decision: str
    network: str = ""
    run: str = ""
    likelihood: str = ""
    note: str = ""
    attribution: str = ""
    sources: str = ""


@dataclass(frozen=True)
class KeptReviews:
    """All reviews of a case, oldest first, and the lines of its file that cannot be read."""

    reviews: Sequence[Review] = ()
    damaged: Sequence[DamagedLine] = ()

    def of(self, identity: str) -> list[Review]:
        """Return the reviews of one network, latest first."""
        return [one for one in reversed(self.reviews) if one.identity == identity]


def keep_review(case: Path, review: Review) -> Review:
    """Store a review durably and return it; raises UsageError without a name, or for an attribution without sources."""
    kept = replace(
        review,
        at=review.at or now_text(),
        **{name: getattr(review, name).strip() for name in ("by", "note", "attribution", "sources")},
    )
    if fault := _fault_of(asdict(kept)):
        raise UsageError(f"The review was not stored: {fault}.")
    if not kept.by:
        raise UsageError("A review is signed: type your name, or the name you are known by in this case.")
    if kept.attribution and not kept.sources:
        raise UsageError(SOURCES_WANTED)
    if len(kept.by) > LONGEST_NAME or max(map(len, (kept.note, kept.attribution, kept.sources))) > LONGEST_NOTE:
        raise UsageError(f"A text has up to {LONGEST_NOTE:,} letters, a name {LONGEST_NAME}. Shorten it.")
    append_kept_line(case / FILE, asdict(kept))
    log_decision(case, "sign-off", FILE, asdict(kept))
    return kept


def kept_reviews(case: Path) -> KeptReviews:
    """Return the reviews of a case; lines that cannot be read are told, and left as they are."""
    rows, damaged = read_kept_lines(case / FILE)
    reviews = []
    for number, row in rows:
        if fault := _fault_of(row):
            damaged.append(DamagedLine(str(case / FILE), number, fault))
        else:
            reviews.append(Review(**{name: str(row[name]) for name in Review.__dataclass_fields__ if name in row}))
    return KeptReviews(tuple(reviews), tuple(sorted(damaged, key=lambda one: one.line)))


def _fault_of(row: Mapping[str, object]) -> str:
    """Return why a line is no review; nothing where it is one."""
    for name in Review.__dataclass_fields__:
        if not isinstance(row.get(name, ""), str) or (name in ("at", "by", "identity", "decision") and name not in row):
            return f"it has no {name}"
    if row["decision"] not in DECISIONS:
        return f"{row['decision']!r} is no decision; decisions are {', '.join(DECISIONS)}"
    if row.get("likelihood") and row["likelihood"] not in likelihood_ranges():
        return f"{row['likelihood']!r} is no word of likelihood; words are {', '.join(likelihood_ranges())}"
    return ""
