"""The answer about a post: its verdict with the reason, and sentences with counts, the unknown said as unknown."""

from collections.abc import Mapping, Sequence
from typing import Any

from unisono.dossiers.expected_numbers import expected_text
from unisono.dossiers.networked_share import ShareEstimate
from unisono.dossiers.post.control import CONTRAST_BELOW
from unisono.model.counting import counted
from unisono.model.times import time_text

Card = Mapping[str, Any]  # Any: what a card says depends on its part

FEWEST_REPOSTS = 10
"""Reposts below which nothing can be shown."""

MOST_HIDDEN = 0.2
"""Share of the reposts that may be by a network unseen, from which on nothing unusual cannot be said."""

DISGUISES = (
    *("digits_handle", "scrambled_handle", "mixed_scripts", "foreign_script", "shared_name", "shared_picture"),
    *("shared_bio", "batch", "alike_timeline"),
)
"""Rows of the persona table that accounts made for a purpose often show; each has innocent reasons."""

FEWEST_DISGUISES = 2

NOTHING_SHOWN = "Nothing unusual can be shown, nor ruled out"
"""The verdict in words where it is limited: nothing was shown, and nothing ruled out."""

MOSTLY = 0.5
"""Networked share of a control above which it is no contrast."""


def judge(
    estimate: ShareEstimate,
    chance: Card | None,
    hypotheses: Sequence[Card],
    persona: Sequence[Card],
    *,
    for_hire: bool | None,
    scanned: bool = True,
) -> Card:
    """Return verdict (null without a scan), verdict_because and verdict_limited (whether too little is known).

    Where too little is known, the verdict is nothing_unusual, limited: nothing was shown, and nothing ruled out.

    Coordinated becomes likely inauthentic where hired amplification fits, the accounts advertise for many, and at least
    two traits of disguise are significantly more frequent among them than among those compared.

    chance: expected, p and q of the share among the posts of the case, null where it was not tested.
    """
    if not scanned:
        return _said(None, f"Cannot say: {estimate.cannot_say}.", limited=True)
    if estimate.acts < FEWEST_REPOSTS:
        few = f"n = {counted(estimate.acts, 'repost')}, and fewer than {FEWEST_REPOSTS} can show nothing"
        return _said("nothing_unusual", f"Cannot say more: {few}.", limited=True)
    if estimate.share is None:
        return _said("nothing_unusual", f"Cannot say more: {estimate.cannot_say}.", limited=True)
    if chance is None or chance["q"] > 0.01:
        if estimate.hidden >= MOST_HIDDEN * estimate.acts:
            return _said(
                "nothing_unusual",
                f"Cannot say more: {round(estimate.hidden):,} of its {estimate.acts:,} reposters were elsewhere within "
                "minutes of each other, but what the case holds is too little to tell whether as a network.",
                limited=True,
            )
        return _said("nothing_unusual", "No more of its reposts come from networks than of other posts of the case.")
    usual = expected_text(chance["expected"])
    beyond = f"Chance gives {usual} reposts by members of networks, not {chance['networked']:,} (q = {chance['q']:.2g})"
    if estimate.explained * 2 >= estimate.networked:
        return _said("coordinated_explained", f"{beyond}; an innocent explanation fits the networks of most of them.")
    hired = any(one["hypothesis"] == "hired amplification" and one["fit"] == "fits" for one in hypotheses)
    signs = [row["label"] for row in persona if row["trait"] in DISGUISES and is_more(row)]
    if hired and for_hire and len(signs) >= FEWEST_DISGUISES:
        differ = f"the accounts advertise for many, and more of the reposters than of others have: {'; '.join(signs)}"
        return _said("likely_inauthentic", f"{beyond}; {differ}. That is how accounts for hire look, and no proof.")
    return _said("coordinated", f"{beyond}; no innocent explanation that was tested fits them.")


def is_more(row: Card) -> bool:
    """Say whether significantly more of the reposters have a trait than of those of comparable posts."""
    return bool(row["unusual"] and row["expected"] is not None and row["accounts"] > row["expected"])


def _said(verdict: str | None, because: str, *, limited: bool = False) -> Card:
    return {"verdict": verdict, "verdict_because": because, "verdict_limited": limited}


def summarise(card: Card) -> list[str]:
    """Return the sentences of a card of a post, the answer first."""
    return [
        *card["share"]["says"],
        f"{card['verdict_because']}",
        *_wave_sentences(card),
        *_purpose_sentences(card["purpose"]),
        *_control_sentences(card["control_post"]),
        *_contrast_sentences(card),
        *_collected_sentences(card),
    ]


def _wave_sentences(card: Card) -> list[str]:
    late = [one for one in card["waves"] if not one["at_publication"]]
    if not late:
        return []
    most = max(late, key=lambda one: one["reposts"])
    first, last = time_text(most["start_at"]), time_text(most["end_at"])
    return [
        f"{most['reposts']:,} reposts, {most['networked']:,} of them networked, came from {first} to {last}, where "
        f"{expected_text(most['expected'])} were expected."
    ]


def _purpose_sentences(purpose: Card) -> list[str]:
    """Return how much of what the accounts post advertises, and when what they post for changed."""
    lines = []
    if purpose["for_hire"]:
        lines.append(f"The {purpose['of']} advertise for many: {purpose['shares']['commercial']:.0%} of their posts.")
    change = purpose["crossover"]
    if change:
        lines.append(
            f"What the {purpose['of']} post for changed from {change['from']} to {change['to']} on "
            f"{change['at']:%Y-%m-%d} (between {change['first_day']} and {change['last_day']})."
        )
    return lines


def _control_sentences(control: Card | None) -> list[str]:
    if control is None:
        return ["There is no comparable post in the case: nothing stands beside these numbers."]
    if control["networked_share"] is None:
        return [f"Beside it, {control['post_id']} ({counted(control['reposts'], 'repost')}): cannot say."]
    return [
        f"Beside it, {control['post_id']} of another author, with {counted(control['reposts'], 'repost')}: "
        f"{control['networked_share']:.1%} networked."
    ]


def _contrast_sentences(card: Card) -> list[str]:
    """Return what the control is worth as a contrast, and the comparable post that is one, where it is another."""
    control, contrast = card["control_post"], card["contrast_post"]
    if control is None or control["networked_share"] is None:
        return []
    lines = []
    if control["networked_share"] > MOSTLY:
        lines.append("The control is no contrast: most of its reposts are by networks as well.")
    if contrast is None:
        among = counted(len(card["comparable"]["posts"]), "comparable post")
        lines.append(f"Of {among}, none has fewer than {CONTRAST_BELOW:.0%} of its reposts by networks.")
    elif contrast["post_id"] != control["post_id"]:
        lines.append(
            f"As a contrast, {contrast['post_id']} of another author, with {counted(contrast['reposts'], 'repost')}: "
            f"{contrast['networked_share']:.1%} networked."
        )
    return lines


def _collected_sentences(card: Card) -> list[str]:
    known = card["repost_count"]
    if known is None or known <= card["reposts"]:
        return []
    return [
        f"The case has {card['reposts']:,} of the {known:,} reposts that the platform counted: the interval takes the "
        "others to be like these."
    ]
