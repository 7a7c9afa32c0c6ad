"""What there is to react to: interest communities, their authors, and what these publish."""

from dataclasses import dataclass

import numpy as np

from unisono.worlds.draft import NOTHING, Draft, Floats, Ints
from unisono.worlds.names import LANGUAGES, draw_words
from unisono.worlds.population import LANGUAGE_SHARES, add_accounts, draw_homes, draw_languages
from unisono.worlds.rhythm import draw_awake_times
from unisono.worlds.texts import write_texts

AUTHORS_PER_COMMUNITY = 12
ORIGINALS_SHARE = 0.12
OWN_POSTS_SHARE = 0.2


@dataclass(frozen=True)
class Stage:
    """Who lives in the world and which items can be reposted, with their community and draw."""

    people: Ints
    authors: Ints
    author_community: Ints
    community_languages: list[str]
    items: Ints
    item_community: Ints
    item_draw: Floats  # how likely it is to be picked within its community


def set_stage(draft: Draft) -> Stage:
    """Add people, authors, originals and people's own posts to the draft."""
    settings, rng = draft.settings, draft.rng
    shares = np.array([LANGUAGE_SHARES[name] for name in LANGUAGES])
    languages = [str(name) for name in rng.choice(LANGUAGES, settings.communities, p=shares)]
    spoken = draw_languages(draft, settings.accounts)
    home, second = draw_homes(draft, spoken, languages)
    people = add_accounts(draft, settings.accounts, language=spoken, home=home, second=second)
    author_community = np.repeat(np.arange(settings.communities), AUTHORS_PER_COMMUNITY)
    authors = add_accounts(
        draft,
        len(author_community),
        language=np.array(languages)[author_community],
        home=author_community,
        followers=rng.lognormal(10.0, 1.5, len(author_community)).astype(np.int64),
    )
    originals, original_draw = publish_originals(draft, authors)
    own, own_draw = publish_own_posts(draft, draw_active(draft, people, int(settings.posts * OWN_POSTS_SHARE)))
    items = np.concatenate([originals, own])
    homes = draft.accounts.column("home")
    return Stage(
        people=people,
        authors=authors,
        author_community=author_community,
        community_languages=languages,
        items=items,
        item_community=homes[draft.items.column("account")[items]],
        item_draw=np.concatenate([original_draw, own_draw]),
    )


def publish_originals(draft: Draft, authors: Ints) -> tuple[Ints, Floats]:
    """Add what the authors published (outside the case) and how much each item draws."""
    rng = draft.rng
    count = int(draft.settings.posts * ORIGINALS_SHARE)
    rank = np.arange(len(authors)) % AUTHORS_PER_COMMUNITY
    fame = 1.0 / (1.0 + rank) ** 0.9
    writers = authors[rng.choice(len(authors), count, p=fame / fame.sum())]
    at = draw_awake_times(draft, writers)
    texts = draft.add_texts(write_texts(rng, draft.accounts.column("language")[writers].tolist()))
    tags = draw_topic_tags(draft, writers, add_topic_tags(draft))
    items = draft.add_items(writers, at, text=texts, tags=tags, in_case=False)
    return items, rng.lognormal(0.0, 1.3, count) * (1.0 + 3.0 / (1.0 + (writers - authors[0]) % AUTHORS_PER_COMMUNITY))


def publish_own_posts(draft: Draft, writers: Ints) -> tuple[Ints, Floats]:
    """Let each writer (once per mention) write a post; it draws few reposts, from their own circle."""
    rng = draft.rng
    texts = draft.add_texts(write_texts(rng, draft.accounts.column("language")[writers].tolist()))
    client = draft.accounts.column("client")[writers]
    at = draw_awake_times(draft, writers)
    if draft.topics == NOTHING:
        draft.topics = add_topic_tags(draft)
    tags = draw_topic_tags(draft, writers, draft.topics)
    items = draft.add_items(writers, at, text=texts, tags=tags, client=client, deleted_at=draw_regrets(draft, at))
    return items, 0.15 * rng.lognormal(0.0, 1.3, len(writers))


def draw_regrets(draft: Draft, at_ms: Ints) -> Ints | int:
    """Return when posts are deleted by those who regret them: minutes to days later, within the world."""
    rng, share = draft.rng, draft.settings.regretted_share
    if not share:
        return NOTHING
    regretted = at_ms + (rng.lognormal(10.0, 2.0, len(at_ms)) * 1000).astype(np.int64)
    is_deleted = (rng.random(len(at_ms)) < share) & (regretted < draft.settings.end_ms)
    return np.where(is_deleted, regretted, NOTHING)


def add_topic_tags(draft: Draft) -> int:
    """Add ten tag sets for each community and return the number of the first."""
    pools = []
    for number in range(draft.settings.communities):
        words = draw_words(draft.rng, "en", 12, shortest=2, longest=3)
        pools.append(
            [(f"{word}{number}",) for word in words[:8]] + [(words[8], f"{words[9]}{number}"), (words[10], words[11])]
        )
    return int(draft.add_tag_sets([tags for pool in pools for tags in pool])[0])


def draw_topic_tags(draft: Draft, writers: Ints, first: int, tagged_share: float = 0.3) -> Ints:
    """Return a tag set (or nothing) for each writer, of the ten of its community; `first` is that of the first one."""
    rng = draft.rng
    homes = np.maximum(draft.accounts.column("home")[writers], 0)
    picks = np.minimum(rng.geometric(0.3, len(writers)) - 1, 9)
    return np.where(rng.random(len(writers)) < tagged_share, first + homes * 10 + picks, -1)


def draw_active(draft: Draft, accounts: Ints, count: int) -> Ints:
    """Return account numbers, each as often as its activity makes it publish."""
    activity = draft.accounts.column("activity")[accounts]
    return np.asarray(accounts[draft.rng.choice(len(accounts), count, p=activity / activity.sum())])
