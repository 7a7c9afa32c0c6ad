"""What the accounts of a network post for, as the page shows it: sentences, the mix over time, and the change."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from unisono.dossiers.network.purpose_mix import Period, PurposeMix
from unisono.dossiers.network.purpose_words import NAMES
from unisono.exports.report.amounts import Clock, number, share
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.figures.purposes import draw_purposes
from unisono.exports.report.untrusted import defang, reveal

TOO_FEW = "too few to say"


@dataclass(frozen=True)
class PurposeView:
    """What accounts post for: sentences, a figure, and a row for each day, week or month with every share."""

    says: Sequence[Markup]
    innocent: Sequence[str]
    picture: Markup | None
    by: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]


def view_purpose(network: int, purpose: PurposeMix, disclosure: Disclosure, clock: Clock | None = None) -> PurposeView:
    """Return what the accounts of one network post for; only the sentences where that cannot be told."""
    says = [reveal(defang(disclosure.free_text(sentence))) for sentence in purpose.says]
    if purpose.cannot_say:
        return PurposeView(says, (), None, purpose.by, (), ())
    changed = None if purpose.crossover_at is None else purpose.crossover_at.date()
    kinds = [kind for kind in NAMES if any(one.mix.shares[kind] for one in purpose.over_time)]
    return PurposeView(
        says=says,
        innocent=purpose.innocent,
        picture=draw_purposes(network, purpose.by, purpose.over_time, changed, clock),
        by=purpose.by,
        headings=[NAMES[kind].capitalize() for kind in kinds],
        rows=[_row(one, purpose.by, kinds) for one in purpose.over_time] if kinds else [],
    )


def _row(period: Period, by: str, kinds: Sequence[str]) -> list[str]:
    """Return a period's beginning, posts and shares; no shares where too few posts tell them."""
    start = f"{period.start:%Y-%m}" if by == "month" else str(period.start)
    shares = period.mix.shares
    if shares["unknown"] is None:
        return [start, number(period.mix.posts), *[TOO_FEW if kind == kinds[-1] else "" for kind in kinds]]
    return [start, number(period.mix.posts), *[share(shares[kind]) if shares[kind] else "" for kind in kinds]]
