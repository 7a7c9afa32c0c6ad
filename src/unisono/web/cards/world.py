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


def watchlist(case: Case, _run: Run | None, subject: str, choice: Mapping[str, str]) -> Card:
    """Return a watchlist and the first ranks of every day and kind; with topics=yes of words, too."""
    from unisono.web.cards.watchlists import tell_watchlist

    return tell_watchlist(case, subject, topics=choice.get("topics") == "yes")


def target_page(case: Case, run: Run | None, subject: str, _: Mapping[str, str]) -> Card:
    """Return what is known of the attacks on a target, and the posts, the most severe first."""
    from unisono.web.cards.targets import tell_target

    return tell_target(case, run, subject)


def places(case: Case, run: Run | None, subject: str, _: Mapping[str, str]) -> Card:
    """Return where accounts say that they are, by country; of one country (its code) the accounts."""
    from unisono.dossiers.stated_places import accounts_in, describe_places

    return accounts_in(case, run, subject) if subject else describe_places(case, run)


def images(case: Case, run: Run | None, _subject: str, _: Mapping[str, str]) -> Card:
    """Return the pictures of the case, those of most accounts first."""
    from unisono.dossiers.image_list import list_images

    return list_images(case, run)


WORLD: Mapping[str, Make] = {
    "images": images,
    "inventory": inventory,
    "places": places,
    "target_page": target_page,
    "watchlist": watchlist,
    "what_happened": what_happened,
}
