"""A hashtag push: overnight, members post copied texts under one tag; a few people pick the tag up."""

import numpy as np

from unisono.worlds.draft import Draft
from unisono.worlds.names import draw_words
from unisono.worlds.playbooks.orders import obey, publish, recruit
from unisono.worlds.playbooks.performance import Performance
from unisono.worlds.population import DAY_MS
from unisono.worlds.rhythm import HOUR_MS
from unisono.worlds.settings import Planted
from unisono.worlds.stage import Stage
from unisono.worlds.texts import write_texts


def hashtag_push(draft: Draft, stage: Stage, plan: Planted) -> tuple[Performance, ...]:
    """Members post copied texts with the pushed tag in one or two nights; curious people follow hours later."""
    members = recruit(draft, plan.size)
    rng, settings = draft.rng, draft.settings
    words = draw_words(rng, "en", 3, shortest=3, longest=4)
    tags = draft.add_tag_sets([(words[0],), (words[0], words[1]), (words[0], words[1], words[2])])
    nights = settings.start_ms + rng.choice(np.arange(1, settings.days - 2), 2, replace=False) * DAY_MS
    commands = rng.choice(nights, plan.acts) + (rng.uniform(1.0, 5.0, plan.acts) * HOUR_MS).astype(np.int64)
    texts = draft.add_texts(write_texts(rng, ["en"] * plan.acts))
    sets = tags[rng.integers(0, 3, plan.acts)]
    accounts, numbers, at = obey(draft, members, commands, plan.level)
    publish(draft, accounts, at, text=texts[numbers], tags=sets[numbers])
    curious = rng.choice(stage.people, max(5, plan.size // 4), replace=False)
    late = rng.choice(commands, len(curious)) + (rng.exponential(4.0, len(curious)) * HOUR_MS).astype(np.int64)
    own_words = draft.add_texts(write_texts(rng, draft.accounts.column("language")[curious].tolist()))
    publish(draft, curious, np.minimum(late, settings.end_ms - 1), text=own_words, tags=tags[0])
    return (Performance(members, acts=len(accounts), texts=texts, tags=tuple(words)),)
