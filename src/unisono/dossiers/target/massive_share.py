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


def share_text(own: int, whole: int, targets: int) -> str:
    """Return the share in a sentence, with what it is a share of."""
    if not whole:
        told = "the only target" if targets == 1 else f"any of the {targets:,} targets"
        return f"No massive episode hit {told} of this case."
    if targets == 1:
        return (
            f"{counted(own, 'massive episode')}. It is the only target of the case, so what share of all it received "
            "cannot be said: add those it could be compared with."
        )
    low, high = exact_interval(own, whole)
    return (
        f"{own:,} of the {whole:,} massive episodes against the {targets:,} targets of this case hit it "
        f"({own / whole:.0%}; 95 %: {low:.0%} to {high:.0%})."
    )
