"""What could explain the reposts of a post: each hypothesis with how well it fits, on which counts, and its limits."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import orjson
import polars as pl

from unisono.cases import Run
from unisono.dossiers.followers import Reposts
from unisono.dossiers.network.purpose_mix import PurposeMix
from unisono.dossiers.networked_share import ShareEstimate
from unisono.dossiers.subject_posts import Card
from unisono.model.counting import counted
from unisono.model.few_rows import collect_few
from unisono.model.tested_fits import FITS_FROM, measured_fit

FITS, IN_PART, NOT, UNKNOWN = "fits", "fits in part", "does not fit", "cannot say"
IN_PART_FROM = 0.2
"""Fit of an innocent explanation of a network, 0 to 1, from which it fits, and from which it does so in part."""

UNTESTABLE = (
    "an agreement or a call made where the case does not reach, such as another platform or a closed group",
    "a post that the platform itself recommended or was paid to show",
)
"""Innocent explanations that no post of a case can test."""

ORDINARY_SHARE = 0.05
MANY_AUTHORS = 10
SEVERAL_LANGUAGES = 3
LEAST_LANGUAGE = 0.05

INNOCENT = {
    "fan_club": ("a fan club", "Whether they are fans or act like fans, counts do not say."),
    "newswire": ("a newswire", "Whether outlets agreed or take the same feed, counts do not say."),
    "declared_bots": ("programs that say so", "A profile that says nothing of a program may belong to one."),
    "agreed_activism": ("volunteers of one campaign", "An open call on another platform leaves no trace here."),
    "one_person": ("accounts of one person", "Nobody can see from posts who sits at the keyboard."),
    "collection_artefact": ("the way of collecting", "What was not collected is not seen."),
}
"""Innocent explanations of networks as hypotheses, with what each cannot say."""


@dataclass(frozen=True)
class Facts:
    """The counts on which the hypotheses rest.

    amplified: whether far more reposts come from networks than usual, null where nobody can say. breadth: of
    `breadth_of`. unusual: labels of the rows of the persona table that differ. purpose: what the networked
    reposters post for, or all where none is networked.
    """

    estimate: ShareEstimate
    amplified: bool | None
    breadth: Card
    unusual: Sequence[str] = ()
    purpose: PurposeMix | None = None
    waves: Sequence[Card] = ()
    languages: Sequence[Card] = field(default_factory=tuple)


def breadth_of(reposts: Reposts, accounts: pl.Series, post: str, author: str | None) -> Card:
    """Return reposts, authors, top_share (of the most reposted author) and same_author_share of these accounts' others.

    reposts: REPOSTS of the case. The post looked at is left out; shares are null where nothing is known.
    """
    theirs = pl.col("account").is_in(accounts.implode()) & (pl.col("object") != post)
    others = collect_few(reposts.lazy().filter(theirs).select("author", "object"))
    by_author = others.drop_nulls("author").group_by("author").len().sort("len", "author", descending=[True, False])
    known = int(by_author["len"].sum())
    same = int(by_author.filter(pl.col("author").eq_missing(pl.lit(author)))["len"].sum())
    return {
        "accounts": len(accounts),
        "reposts": others.height,
        "posts": others["object"].n_unique(),
        "authors": by_author.height,
        "top_share": by_author["len"][0] / known if known else None,
        "same_author_share": same / known if known and author else None,
    }


def weigh(facts: Facts, run: Run | None) -> list[Card]:
    """Return hypothesis, fit, rests_on (sentences with counts) and cannot_say of each, those that fit best first."""
    judged = [_hired(facts), _ordinary(facts), *_innocent(facts, run)]
    order = (FITS, IN_PART, UNKNOWN, NOT)
    return sorted(judged, key=lambda one: order.index(one["fit"]))


def _ordinary(facts: Facts) -> Card:
    estimate = facts.estimate
    rests = [_share_sentence(estimate)]
    if facts.unusual:
        rests.append(f"Its reposters differ from those of comparable posts: {'; '.join(facts.unusual)}.")
    else:
        rests.append("No row of the table tells its reposters from those of comparable posts.")
    if estimate.share is None:
        fit = UNKNOWN
    elif facts.amplified or estimate.share > ORDINARY_SHARE:
        fit = NOT if facts.amplified else IN_PART
    elif _may_be_unseen(estimate):
        fit = UNKNOWN
    else:
        fit = IN_PART if facts.unusual else FITS
    return _card("ordinary popularity", fit, rests, "Accounts too quiet to be judged count as ordinary.")


def _hired(facts: Facts) -> Card:
    """Return how well hired amplification fits: a network nobody explains, that also serves many others, or sells."""
    estimate, breadth = facts.estimate, facts.breadth
    unexplained = estimate.networked - estimate.explained
    signs = _signs_of_hire(facts)
    rests = [_share_sentence(estimate), *signs]
    if estimate.share is None or (not facts.amplified and _may_be_unseen(estimate)):
        fit = UNKNOWN
    elif not facts.amplified:
        fit, rests = NOT, [_share_sentence(estimate), "That is no more than networks' share of other posts."]
    elif unexplained * 2 < estimate.networked:
        fit = NOT
    else:
        fit = FITS if len(signs) >= 2 else IN_PART
    if fit is not NOT and facts.purpose is not None and facts.purpose.for_hire is None:
        why = facts.purpose.for_hire_because.removeprefix("cannot say: ")
        rests.append(f"Whether they advertise for many: cannot say, {why}.")
    if breadth["same_author_share"] and fit is not NOT:
        rests.append(f"{breadth['same_author_share']:.0%} of their other reposts go to this author.")
    return _card(
        "hired amplification",
        fit,
        rests,
        "Who paid, whether anybody did, and whether the author knew. It is no sign of an influence operation, nor of a "
        "state.",
    )


def _may_be_unseen(estimate: ShareEstimate) -> bool:
    """Say whether so many of the acts may be by a network unseen that the share is no answer."""
    return estimate.hidden > ORDINARY_SHARE * estimate.acts


def _signs_of_hire(facts: Facts) -> list[str]:
    breadth, signs = facts.breadth, []
    top = breadth["top_share"]
    if breadth["authors"] >= MANY_AUTHORS and top is not None and top < FITS_FROM:
        signs.append(
            f"Its networked accounts also reposted {counted(breadth['authors'], 'other author')} in "
            f"{counted(breadth['reposts'], 'repost')}; the one most reposted has {top:.0%}."
        )
    spoken = [one for one in facts.languages if one["share"] >= LEAST_LANGUAGE]
    if len(spoken) >= SEVERAL_LANGUAGES:
        named = ", ".join(f"{one['kind']} {one['share']:.0%}" for one in spoken)
        signs.append(f"They post in {len(spoken)} languages: {named}.")
    if facts.purpose is not None and facts.purpose.for_hire:
        signs.append(f"They advertise for many: {facts.purpose.for_hire_because}.")
    late = [one for one in facts.waves if not one["at_publication"] and one["networked"] * 2 > one["reposts"]]
    if late:
        most = max(late, key=lambda one: one["reposts"])
        later = "" if most["after_s"] is None else f", {most['after_s'] / 3600:.1f} hours after publication"
        signs.append(
            f"{most['reposts']:,} reposts came within {_minutes(most)}{later}, {most['networked']:,} of them "
            f"networked; {most['expected']:.2g} expected."
        )
    return signs


def _minutes(wave: Card) -> str:
    seconds = (wave["end_at"] - wave["start_at"]).total_seconds()
    return counted(max(1, round(seconds / 60)), "minute") if seconds < 7200 else f"{seconds / 3600:.0f} hours"


def _innocent(facts: Facts, run: Run | None) -> list[Card]:
    """Return how well each innocent explanation fits the networks here, weighed by their reposts."""
    here = {one["network"]: one["acts"] for one in facts.estimate.networks}
    if run is None or not here:
        return []
    networks = run.table("networks").filter(pl.col("network").is_in(list(here)))
    listed = {
        number: orjson.loads(innocent or "[]") for number, innocent in networks["network", "innocent"].iter_rows()
    }
    judged = []
    for name, (words, limit) in INNOCENT.items():
        found = [
            (here[number], one)
            for number, rows in listed.items()
            for one in rows
            if one["explanation"] == name and measured_fit(one) is not None
        ]
        total = sum(acts for acts, _ in found)
        if not total:
            continue
        weight = sum(acts * one["fit"] for acts, one in found) / total
        _, most = max(found, key=lambda pair: pair[0])
        fit = FITS if weight >= FITS_FROM else IN_PART if weight >= IN_PART_FROM else NOT
        judged.append({**_card(words, fit, [most["because"]], limit), "weight": weight})
    return judged


def innocent_lists(hypotheses: Sequence[Card]) -> Card:
    """Return innocent (every innocent explanation of such reposts), and which of them were tested here or not."""
    told = {one["hypothesis"] for one in hypotheses}
    named = [words for words, _ in INNOCENT.values()]
    tested = [words for words in named if words in told]
    untested = [*(words for words in named if words not in told), *UNTESTABLE]
    return {"innocent": [*tested, *untested], "innocent_tested": tested, "innocent_untested": untested}


def _share_sentence(estimate: ShareEstimate) -> str:
    if estimate.share is None:
        return f"The share of networks: cannot say, {estimate.cannot_say}."
    return (
        f"{estimate.networked:,} of {counted(estimate.acts, 'repost')} are by accounts that acted together "
        f"({estimate.share:.1%}; 95 %: {estimate.low:.1%} to {estimate.high:.1%})."
    )


def _card(hypothesis: str, fit: str, rests_on: list[str], cannot_say: str) -> Card:
    return {"hypothesis": hypothesis, "fit": fit, "rests_on": rests_on, "cannot_say": cannot_say}
