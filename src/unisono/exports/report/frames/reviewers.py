"""What reviewers signed about networks of a run: theirs, not the program's, and told so."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from unisono.cases import Case
from unisono.cases.marks import network_identity
from unisono.cases.reviews import DECISIONS, Review, kept_reviews
from unisono.exports.report.amounts import Clock, parse_moment
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.untrusted import defang, isolate, reveal

UNNAMED = "A reviewer"


@dataclass(frozen=True)
class ReviewView:
    """One signature; attribution, sources and note are null where there is none or where the copy withholds them.

    is_withheld: the reviewer wrote more than this copy tells.
    """

    network: int
    by: Markup
    on: str
    decides: str
    likelihood: str
    attribution: Markup | None
    sources: Markup | None
    note: Markup | None
    names_somebody: bool
    is_withheld: bool


def view_reviews(
    case: Case,
    networks: Iterable[Mapping[str, Any]],  # Any: cells of NETWORKS
    disclosure: Disclosure,
    clock: Clock,
) -> list[ReviewView]:
    """Return the reviews of these networks, the latest of each first.

    Who signed is told inside only; what they wrote may name people whom no key knows, so the public copy withholds it.
    """
    kept = kept_reviews(case.path)
    return [
        _view(row["network"], review, disclosure, clock)
        for row in networks
        for review in kept.of(network_identity(row["accounts"] or ()))
    ]


def _view(network: int, review: Review, disclosure: Disclosure, clock: Clock) -> ReviewView:
    attribution, sources, note = (_told(text, disclosure) for text in (review.attribution, review.sources, review.note))
    return ReviewView(
        network=network,
        by=Markup(UNNAMED) if disclosure.hides_accounts else isolate(review.by),
        on=clock.day(parse_moment(review.at)),
        decides=DECISIONS[review.decision],
        likelihood=review.likelihood,
        attribution=attribution,
        sources=sources,
        note=note,
        names_somebody=bool(review.attribution),
        is_withheld=disclosure.hides_posts and any((review.attribution, review.sources, review.note)),
    )


def _told(text: str, disclosure: Disclosure) -> Markup | None:
    if not text or disclosure.hides_posts:
        return None
    return reveal(defang(disclosure.free_text(text)))


def naming(reviews: Sequence[ReviewView]) -> list[ReviewView]:
    """Return the reviews that say who stands behind a network."""
    return [one for one in reviews if one.names_somebody]
