"""The political words of a case of its own: the names and hashtags of its targets, and its events."""

from pathlib import Path

from unisono.cases.events import kept_events
from unisono.cases.targets import kept_targets

SHORTEST = 4
"""Letters; shorter names are found in too many words and posts that have nothing to do with them."""


def own_words(case: Path) -> tuple[str, ...]:
    """Return what the user told a case to look for, as phrases: names, "#" before hashtags; each once, in order."""
    targets = kept_targets(case).targets
    names = [name for target in targets for name in target.names]
    tags = [f"#{tag.lstrip('#＃')}" for target in targets for tag in target.hashtags]
    events = kept_events(case)["name"].to_list()
    said = dict.fromkeys(" ".join(words.replace("*", " ").split()) for words in (*names, *tags, *events))
    return tuple(sorted(words for words in said if len(words) >= SHORTEST))
