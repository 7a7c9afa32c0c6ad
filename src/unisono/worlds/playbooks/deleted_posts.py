"""Deleted posts: members copy texts under one tag and delete nearly all of them minutes to hours later."""

import numpy as np

from unisono.worlds.draft import NOTHING, Draft
from unisono.worlds.names import draw_words
from unisono.worlds.playbooks.orders import draw_commands, obey, publish, recruit
from unisono.worlds.playbooks.performance import Performance
from unisono.worlds.population import DAY_MS
from unisono.worlds.settings import Planted
from unisono.worlds.stage import Stage
from unisono.worlds.texts import write_texts

DELETED_SHARE = 0.9
MEDIAN_LIFE_MS = 40 * 60_000


def deleted_posts(draft: Draft, stage: Stage, plan: Planted) -> tuple[Performance, ...]:
    """On command, members post a copied text with the tag; each deletes nine of ten after a while of its own."""
    rng, settings = draft.rng, draft.settings
    members = recruit(draft, plan.size)
    tag = draw_words(rng, "en", 1, shortest=3, longest=4)[0]
    tag_set = draft.add_tag_sets([(tag,)])[0]
    commands = draw_commands(draft, plan.acts, since_ms=settings.start_ms, until_ms=settings.end_ms - DAY_MS // 2)
    texts = draft.add_texts(write_texts(rng, ["en"] * plan.acts))
    accounts, numbers, at = obey(draft, members, commands, plan.level)
    lives = (MEDIAN_LIFE_MS * rng.lognormal(0.0, 1.0, len(accounts))).astype(np.int64)
    is_deleted = (rng.random(len(accounts)) < DELETED_SHARE) & (at + lives < settings.end_ms)
    deleted_at = np.where(is_deleted, at + lives, NOTHING)
    done = publish(draft, accounts, at, text=texts[numbers], tags=tag_set, deleted_at=deleted_at)
    return (Performance(members, acts=done, texts=texts, tags=(tag,)),)
