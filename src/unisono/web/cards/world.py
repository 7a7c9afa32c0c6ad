"""Cards about what stands around the posts: what a case holds, its timeline, pictures, places, lists, targets."""

from collections.abc import Mapping

from unisono.cases import Case, Run
from unisono.web.cards.declared import Card, Make


def inventory(case: Case, _run: Run | None, _subject: str, _: Mapping[str, str]) -> Card:
    """Return what the case holds by platform and day."""
    from unisono.dossiers.case_inventory import take_inventory

    return take_inventory(case)


def what_happened(case: Case, run: Run | None, _subject: str, _: Mapping[str, str]) -> Card:
    """Return what happened in the case, in order, and the days on which each subject was active."""
    from unisono.web.cards.happenings import tell_happenings

    return tell_happenings(case, run)


WORLD: Mapping[str, Make] = {
    "inventory": inventory,
    "what_happened": what_happened,
}
