"""The accounts of a world: who they are, where they sleep, how much they publish, what they care about."""

from typing import Any

import numpy as np

from unisono.worlds.draft import NOTHING, Column, Draft, Ints
from unisono.worlds.names import LANGUAGES, draw_display_names, draw_handles
from unisono.worlds.numbering import TWITTER
from unisono.worlds.profiles import draw_avatars, draw_bios, draw_places, name_pools
from unisono.worlds.settings import ACTIVITY_SPREAD

ZONES: dict[str, tuple[float, ...]] = {
    "en": (-8, -6, -5, -5, 0, 0, 10),
    "es": (-6, -6, -5, -3, 1, 1),
    "pt": (-3, -3, 0),
    "fr": (1, 1, -5),
    "tr": (3,),
    "ru": (3, 3, 5, 7),
    "el": (2,),
    "ar": (2, 3, 3, 4),
    "ja": (9,),
    "ko": (9,),
    "zh": (8, 8, 8, -8),
    "hi": (5.5,),
    "th": (7,),
    "he": (2,),
}
"""Hours ahead of UTC at which speakers of a language live, as often as listed."""

LANGUAGE_SHARES = {
    "en": 0.32,
    "es": 0.15,
    "pt": 0.08,
    "fr": 0.07,
    "tr": 0.06,
    "ru": 0.08,
    "el": 0.03,
    "ar": 0.07,
    "ja": 0.05,
    "ko": 0.03,
    "zh": 0.02,
    "hi": 0.02,
    "th": 0.01,
    "he": 0.01,
}
"""How common each language is; its community is there even where only one in a hundred speaks it."""

CLIENTS = (
    "Twitter for iPhone",
    "Twitter for Android",
    "Twitter Web Client",
    "Twitter for iPad",
    "Column Desk",
    "Scheduled Posts",
    "Feed Relay Service",
)
"""Names of the clients that posts carry; the last two publish by themselves."""

CLIENT_SHARES = (0.36, 0.38, 0.17, 0.04, 0.05, 0.0, 0.0)
FEED_CLIENT = CLIENTS.index("Feed Relay Service")
SCHEDULED_CLIENT = CLIENTS.index("Scheduled Posts")

DAY_MS = 86_400_000


def add_accounts(draft: Draft, count: int, **columns: Any) -> Ints:  # Any: arrays or scalars
    """Add people (unless `columns` say otherwise) and return their account numbers."""
    rng = draft.rng
    spoken = columns.pop("language", None)
    spoken = (
        draw_languages(draft, count) if spoken is None else np.broadcast_to(np.asarray(spoken, dtype=object), count)
    )
    language_list = [str(name) for name in spoken]
    born_ms = draft.settings.start_ms - (rng.beta(1.2, 1.5, count) * 9.5 * 365 * DAY_MS).astype(np.int64)
    zones = np.array(
        [ZONES[name][int(pick * len(ZONES[name]))] for name, pick in zip(language_list, rng.random(count), strict=True)]
    )
    activity = rng.lognormal(0.0, ACTIVITY_SPREAD, count)
    person = {
        "handle": np.array(draw_handles(rng, count, draft.first_account + draft.accounts.rows), dtype=object),
        "display_name": np.array(draw_display_names(rng, language_list, name_pools(draft)), dtype=object),
        "bio": np.array(draw_bios(draft, language_list), dtype=object),
        "location": np.array(draw_places(draft, language_list), dtype=object),
        "language": np.array(language_list, dtype=object),
        "zone": zones,
        "born": born_ms,
        "activity": activity,
        "speed": rng.lognormal(0.0, 0.6, count),
        "followers": rng.lognormal(5.0, 1.6, count).astype(np.int64),
        "following": rng.lognormal(5.5, 1.2, count).astype(np.int64),
        "published": (activity * rng.lognormal(6.0, 1.0, count)).astype(np.int64),
        "home": np.full(count, -1),
        "second": np.full(count, -1),
        "client": rng.choice(len(CLIENTS), count, p=CLIENT_SHARES),
        "is_bot_declared": False,
        "platform": TWITTER,
        "avatar": draw_avatars(draft, count) if "avatar" not in columns else NOTHING,
        "away_from": NOTHING,
        "away_until": NOTHING,
    }
    unknown = set(columns) - set(person)
    if unknown:
        raise ValueError(f"accounts have no {sorted(unknown)}")
    return draft.accounts.append({**person, **columns}, count)


def draw_languages(draft: Draft, count: int) -> Column:
    """Return the languages of this many people, as common as in the world."""
    return draft.rng.choice(np.array(LANGUAGES, dtype=object), count, p=list(LANGUAGE_SHARES.values()))


def draw_homes(draft: Draft, languages: Column, community_languages: list[str]) -> tuple[Ints, Ints]:
    """Return a home and a second interest community for each account; homes mostly speak its language."""
    rng = draft.rng
    count = len(community_languages)
    sizes = 1.0 / np.arange(1, count + 1) ** 0.7
    spoken = np.array(community_languages, dtype=object)
    home = rng.choice(count, len(languages), p=sizes / sizes.sum())
    for language in sorted(set(languages.tolist())):
        own = np.flatnonzero(spoken == language)
        speakers = np.flatnonzero((languages == language) & (rng.random(len(languages)) < 0.9))
        if len(own):
            home[speakers] = rng.choice(own, len(speakers), p=sizes[own] / sizes[own].sum())
    second = rng.choice(count, len(languages), p=sizes / sizes.sum())
    return home, second
