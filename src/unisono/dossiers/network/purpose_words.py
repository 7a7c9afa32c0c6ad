"""What accounts post for, in plain sentences, and what else could explain it."""

from unisono.content.purposes import KINDS
from unisono.dossiers.network.crossover import Crossover
from unisono.dossiers.network.purpose_mix import Mix, PurposeMix, Shares
from unisono.model.counting import counted

NAMES = {
    "commercial": "advertising",
    "political": "politics",
    "news": "news",
    "fan": "stars and sport",
    "unknown": "nothing recognised",
}
"""What the purposes are called in sentences."""

INNOCENT = {
    "commercial": "a shop's own staff or resellers, open give-aways whose rules ask for a repost",
    "political": "members and supporters of a party who pass on what it publishes",
    "news": "accounts of one newsroom, readers who press the share button",
    "fan": "a fan club or supporters of a team",
}
CHANGED = "an election, a match or another event that everybody turned to in these days, files that cover other days"
MARKS = {
    "price": "a price",
    "phone": "a telephone number",
    "messenger": "a messenger's address",
    "shop": "a shop's address",
    "outlet": "an account that posts as news media do",
}
"""What marks of a purpose, which are no phrases, are called in sentences."""

LEAST_TOLD = 0.05


def mix_text(mix: Mix, *, bounds: bool = True) -> str:
    """Return the shares with their bounds, the largest first, small ones left out; what was not recognised comes last.

    An empty text where they cannot be told.
    """
    return ", ".join(
        f"{NAMES[name]} {share:.0%}" + (f" ({mix.low[name]:.0%} to {mix.high[name]:.0%})" if bounds else "")
        for share, name in _in_order(mix.shares)
    )


def shares_text(shares: Shares) -> str:
    """Return shares of purposes as mix_text does, without bounds; an empty text where nothing was recognised.

    >>> shares_text({"political": 0.26, "unknown": 0.74, "fan": 0.0})
    'politics 26%, nothing recognised 74%'
    """
    if not any(shares.get(kind) for kind in KINDS):
        return ""
    return ", ".join(f"{NAMES[name]} {share:.0%}" for share, name in _in_order(shares) if share)


def _in_order(shares: Shares) -> list[tuple[float, str]]:
    told = [(share, name) for name, share in shares.items() if share is not None and name != "unknown"]
    unknown = shares.get("unknown")
    large = sorted((one for one in told if one[0] >= LEAST_TOLD), reverse=True)
    return [*large, *([] if unknown is None else [(unknown, "unknown")])]


def explain(purpose: PurposeMix) -> tuple[str, ...]:
    """Return the innocent explanations of what is recognised most, and of a change."""
    known = {kind: purpose.shares[kind] or 0.0 for kind in KINDS}
    largest = max(known, key=lambda kind: known[kind])
    said = [INNOCENT[largest]] if known[largest] > 0 else []
    return (*said, *([CHANGED] if purpose.crossover is not None else []))


def sentences(purpose: PurposeMix) -> tuple[str, ...]:
    """Return what is known, what is not, and what it is compared with, one sentence each."""
    if purpose.cannot_say:
        return (f"What these accounts post for: {_clause(purpose.cannot_say)}.", *_declared(purpose))
    read = counted(purpose.posts, "post")
    of = f"{read} with {counted(purpose.texts, 'different text')}"
    if purpose.posts < purpose.posts_found:
        of += f" (of {purpose.posts_found:,} posts, evenly spread over time)"
    others = mix_text(purpose.others, bounds=False)
    beside = f"In {counted(purpose.others.posts, 'post')} of all other accounts: {others}." if others else None
    said = [f"By the words of {of}: {mix_text(purpose.mix)}.", beside, _changed(purpose), _hired(purpose)]
    return (*(one for one in said if one), *_declared(purpose))


def _changed(purpose: PurposeMix) -> str:
    found = purpose.crossover
    if found is None:
        return f"Change of purpose: {_clause(str(purpose.no_crossover_because))}."
    days = f"{found.first_day:%Y-%m-%d}"
    days += "" if found.first_day == found.last_day else f" to {found.last_day:%Y-%m-%d}"
    return (
        f"Change of purpose on {found.at:%Y-%m-%d} (within {days}): {shift_text(found)} of what was recognised "
        f"({counted(found.posts_before, 'post')} before, {found.posts_after:,} after; shuffled texts change as much in "
        f"{found.p:.1%} of the trials).{_others_changed(purpose, found)}"
    )


def shift_text(found: Crossover) -> str:
    """Return which purpose lost and which gained, from which share to which."""
    return ", ".join(
        f"{NAMES[name]} from {found.before[name]:.0%} to {found.after[name]:.0%}" for name in (found.from_, found.to)
    )


def _others_changed(purpose: PurposeMix, found: Crossover) -> str:
    before, after = purpose.others_before, purpose.others_after
    if before is None or after is None or before.shares[found.to] is None or after.shares[found.to] is None:
        return ""
    return (
        f" In posts of other accounts, {NAMES[found.to]} had {before.shares[found.to]:.0%} of all before and "
        f"{after.shares[found.to]:.0%} after."
    )


def _hired(purpose: PurposeMix) -> str:
    verdict = purpose.hire.verdict
    if verdict is None:
        return f"For hire: {_clause(purpose.hire.because)}."
    return f"For hire: {'yes by this measure' if verdict else 'no'}, {purpose.hire.because}."


def _clause(reason: str) -> str:
    """Return a reason as it stands after a colon: with a comma for its own."""
    return reason.replace(": ", ", ", 1)


def _declared(purpose: PurposeMix) -> tuple[str, ...]:
    said = []
    if purpose.declared:
        said.append(
            f"{purpose.declared:,} of {counted(purpose.accounts, 'account')} say that a program posts for them."
        )
    if purpose.outlets:
        said.append(f"{purpose.outlets:,} of {counted(purpose.accounts, 'account')} post as news media do.")
    return tuple(said)
