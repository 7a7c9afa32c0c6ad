"""The model card of a report: what is computed, on what it was measured, how often it errs, and what is not known."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from unisono.cases import Case
from unisono.cases.custody import check_log
from unisono.cases.retention import read_retention
from unisono.exports.report.amounts import Clock, parse_moment
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.frames.calibration import Calibration, read_calibration
from unisono.exports.report.untrusted import defang, reveal
from unisono.model.counting import counted
from unisono.model.errors import UnisonoError

COMPUTES = (
    "Pairs of accounts that acted on the same things close in time more often than chance gives, and networks of them.",
    "Innocent explanations of each network, and how well each fits.",
    "Copied texts, claims that exclude each other, reused profile pictures, long silences, changes of subject.",
    "Levels 1 to 3 of the Breakout Scale, and rival explanations held against what was measured.",
)
COMPUTES_NOT = (
    "Who is behind an account or a network, or in whose interest it acts.",
    "Whether an account is run by a program or a person; no score of an account stands for that.",
    "Whether what was published is true.",
    "What effect it had on anybody.",
    "Anything about accounts, posts and platforms that are not in the case.",
)
KNOWN_GAPS = (
    "Two groups of different interests of about 400 accounts each are taken for one, so that what the accounts of one "
    "share by interest alone is told less well from agreement.",
)
"""Gaps for which a test waits that fails until they are mended."""


@dataclass(frozen=True)
class PurgeView:
    """One time that posts were taken out of the case: the day, what was asked for, and how much went."""

    on: str
    asked: str
    posts: int
    rows: int
    because: Markup | None


@dataclass(frozen=True)
class CaseCare:
    """How long the case may be kept, what was taken out of it, and when its stream was not seen.

    keep_until is empty where nobody set a day. unseen, lost: gaps within which something may be missing, and the posts
    that are known to be; lost_unknown: gaps of which nobody can know.
    """

    keep_until: str
    because: Markup | None
    purges: Sequence[PurgeView]
    log_problems: int
    has_log: bool
    unseen: int
    lost: int
    lost_unknown: int


@dataclass(frozen=True)
class ModelCardView:
    """All of the card."""

    computes: Sequence[str]
    computes_not: Sequence[str]
    measured: str
    calibration: Calibration
    gaps: Sequence[str]
    care: CaseCare


def view_model_card(case: Case, disclosure: Disclosure, clock: Clock) -> ModelCardView:
    """Return the card of a case's report."""
    calibration = read_calibration()
    missed = [
        f"Of the synthetic playbook {playbook.replace('_', ' ')}, level {level}, scans put {found:,} of "
        f"{counted(accounts, 'planted account')} into a network."
        for playbook, level, found, accounts in calibration.missed
    ]
    return ModelCardView(
        computes=COMPUTES,
        computes_not=COMPUTES_NOT,
        measured=measured_in_words(calibration),
        calibration=calibration,
        gaps=[*missed, *KNOWN_GAPS],
        care=view_care(case, disclosure, clock),
    )


def measured_in_words(told: Calibration) -> str:
    """Return on what the program was measured, when, and with which version of it."""
    days = (
        told.measured_from if told.measured_from == told.measured_to else f"{told.measured_from} to {told.measured_to}"
    )
    programs = "; ".join(
        f"program {program}{f' of Unisono {version}' if version else ''}" for program, version, _ in told.programs
    )
    return (
        f"{counted(told.scans, 'scan')} of {counted(told.worlds, 'kind')} of synthetic worlds with default settings, "
        f"measured {days} with {programs}."
    )


def view_care(case: Case, disclosure: Disclosure, clock: Clock) -> CaseCare:
    """Return how the case is kept; a damaged file of the case is said to be so, and does not stop a report."""
    chain = check_log(case.path)
    kept, because = _retention(case, disclosure)
    return CaseCare(
        keep_until=kept,
        because=because,
        purges=[_purge(entry, disclosure, clock) for entry in chain.entries if entry.get("action") == "purge"],
        log_problems=len(chain.problems),
        has_log=bool(chain.lines),
        unseen=len(clock.unseen),
        lost=sum(gap.lost or 0 for gap in clock.unseen),
        lost_unknown=sum(gap.lost is None for gap in clock.unseen),
    )


def _retention(case: Case, disclosure: Disclosure) -> tuple[str, Markup | None]:
    """Return the day until which the case may be kept, and why."""
    try:
        told = read_retention(case.path)
    except UnisonoError:
        return "not known, as the file that says it is damaged", None
    if told is None:
        return "", None
    return f"{told.keep_until}", _inside(told.because, disclosure)


def _inside(text: str, disclosure: Disclosure) -> Markup | None:
    """Return a reason that somebody typed; it may name whom it is about, so copies for others leave it out."""
    return None if disclosure.hides_accounts or not text else reveal(defang(text))


def _purge(entry: Mapping[str, object], disclosure: Disclosure, clock: Clock) -> PurgeView:
    details = entry.get("details")
    told = details if isinstance(details, dict) else {}
    return PurgeView(
        on=clock.day(parse_moment(entry.get("at"))),
        asked=str(reveal(defang(str(told.get("asked") or "not said")))),
        posts=_count(told.get("posts")),
        rows=_count(told.get("rows")),
        because=_inside(str(told.get("because") or ""), disclosure),
    )


def _count(value: object) -> int:
    return value if isinstance(value, int) else 0
