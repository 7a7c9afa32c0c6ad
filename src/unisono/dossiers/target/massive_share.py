"""Which share of all massive episodes of a case hit one target, with an exact interval."""

from unisono.dossiers.subject_posts import Card
from unisono.dossiers.target.material import TargetMaterial
from unisono.model.counting import counted
from unisono.significance.shares import exact_interval


def describe_massive_share(material: TargetMaterial) -> Card:
    """Return share_of_massive_episodes with its interval (Clopper and Pearson 1934) and the counts of every target."""
    counts = {
        target.name: sum(episode.is_massive for episode in material.episodes.get(number, []))
        for number, target in enumerate(material.targets.targets)
    }
    own, whole = counts[material.target.name], sum(counts.values())
    low, high = exact_interval(own, whole) if whole else (None, None)
    return {
        "massive_episodes": own,
        "massive_episodes_of_case": whole,
        "massive_episodes_by_target": counts,
        "share_of_massive_episodes": own / whole if whole else None,
        "massive_share_low": low,
        "massive_share_high": high,
        "massive_share_says": share_text(own, whole, len(counts)),
    }


LEAST_FOR_INTERVAL = 3
"""Massive episodes of a case below which an interval of the share tells nothing that the counts do not."""


def share_text(own: int, whole: int, targets: int) -> str:
    """Return the share in a sentence, with what it is a share of."""
    if not whole:
        told = "the only target" if targets == 1 else f"any of the {targets:,} targets"
        return f"No massive episode hit {told} of this case."
    if targets == 1:
        return (
            "It is the only target of the case, so what share of all massive episodes it received cannot be said: add "
            "those it could be compared with."
        )
    if whole == 1:
        return f"The one massive episode against the {targets:,} targets of this case hit {'it' if own else 'another'}."
    told = f"{own:,} of the {whole:,} massive episodes against the {targets:,} targets of this case hit it"
    return f"{told}{interval_text(own, whole)}."


def interval_text(own: int, whole: int) -> str:
    """Return a share with its interval in brackets after a space; nothing below LEAST_FOR_INTERVAL episodes."""
    if whole < LEAST_FOR_INTERVAL:
        return ""
    low, high = exact_interval(own, whole)
    return f" ({own / whole:.0%}; 95 %: {low:.0%} to {high:.0%})"


def episodes_text(episodes: int, massive: int) -> str:
    """Return in how many episodes posts came, and how many of them were massive, in a sentence.

    >>> episodes_text(1, 1), episodes_text(3, 1)
    ('They came in 1 massive episode.', 'They came in 3 episodes, 1 of them massive.')
    """
    if massive == episodes:
        return f"They came in {counted(episodes, 'massive episode')}."
    which = "not a massive one" if episodes == 1 else f"{massive or 'none'} of them massive"
    return f"They came in {counted(episodes, 'episode')}, {which}."
