"""The pushed hashtag: overnight, a few accounts try to make a hashtag trend, and 822 posts carry it in the end.

Everything is invented: the port, the quarrel about it, the people, the words.
"""

import numpy as np

from unisono.worlds.arguments import write_arguments
from unisono.worlds.draft import REPOST, Draft, Ints
from unisono.worlds.playbooks.orders import disguise, obey, publish, recruit
from unisono.worlds.population import DAY_MS
from unisono.worlds.rhythm import HOUR_MS, react
from unisono.worlds.settings import WorldSettings
from unisono.worlds.stage import Stage
from unisono.worlds.texts import write_texts

MENTIONS = 822
PUSHERS = 44
ORDERS = 13
TAG = "ElPuertoNoSeToca"
NIGHT = 16  # day of the world
SETTINGS = WorldSettings(
    posts=30_000,
    accounts=4_000,
    days=21,
    decoys=("fan_club", "newswire", "agreed_activism", "share_button", "petition"),
    habits=("trend_question",),
)


def tell_the_pushed_hashtag(draft: Draft, stage: Stage) -> None:
    """Add the pushers, their copied arguments of one night, and the people who take part in their own words."""
    rng, settings = draft.rng, draft.settings
    level = settings.level or "medium"
    members = recruit(draft, PUSHERS, language="es")
    tag_set = draft.add_tag_sets([(TAG,), (TAG, "Puerto"), (TAG, "OrgulloDelMuelle")])
    midnight = settings.start_ms + NIGHT * DAY_MS
    commands = np.sort(midnight + rng.integers(HOUR_MS, 6 * HOUR_MS, ORDERS))
    texts, kinds = write_arguments(rng, ORDERS)
    numbers_of_texts = draft.add_texts(texts)
    accounts, numbers, at = obey(draft, members, commands, level)
    pushed = publish(draft, accounts, at, text=numbers_of_texts[numbers], tags=tag_set[numbers % 3])
    disguise(draft, stage, members, acts=pushed, level=level)
    take_part(draft, stage, commands, count=MENTIONS - pushed, tags=tag_set[0])
    draft.networks.append(
        {
            "name": "overnight pushers",
            "accounts": members.tolist(),
            "playbook": "hashtag_push",
            "level": level,
            "tags": [TAG],
            "texts": texts,
            "arguments": dict(zip(texts, kinds, strict=True)),
        }
    )


def take_part(draft: Draft, stage: Stage, commands_ms: Ints, *, count: int, tags: int) -> None:
    """Let people write under the tag or repost each other on it, exactly this often, from the night to the next day."""
    rng = draft.rng
    writing = int(count * 0.6)
    people = rng.choice(stage.people, count, replace=False)
    writers, readers = people[:writing], people[writing:]
    seen = rng.choice(commands_ms, writing)
    at = np.minimum(react(draft, writers, seen, median_s=14_400.0, spread=0.9), draft.settings.end_ms - DAY_MS)
    words = draft.add_texts(write_texts(rng, draft.accounts.column("language")[writers].tolist()))
    client = draft.accounts.column("client")[writers]
    items = draft.add_items(writers, at, text=words, tags=tags, client=client)
    picked = rng.integers(0, writing, len(readers))
    later = np.minimum(react(draft, readers, at[picked], median_s=3_600.0, spread=1.2), draft.settings.end_ms - 1)
    publish(draft, readers, np.maximum(later, at[picked] + 1_000), kind=REPOST, ref=items[picked])
