"""A hashtag born elsewhere: founders use it on the second platform for weeks; on the first it explodes overnight."""

import numpy as np

from unisono.worlds.draft import Draft
from unisono.worlds.names import draw_words
from unisono.worlds.numbering import FACEBOOK
from unisono.worlds.playbooks.orders import draw_commands, moment_of_day, obey, publish, recruit
from unisono.worlds.playbooks.performance import Performance
from unisono.worlds.population import DAY_MS
from unisono.worlds.rhythm import HOUR_MS, react
from unisono.worlds.settings import Planted
from unisono.worlds.stage import Stage
from unisono.worlds.texts import write_texts

BORN_AFTER, EXPLODES_AFTER = 0.1, 0.75  # of the world's days
FOUNDERS_SHARE = 0.2
CURIOUS = 60


def born_elsewhere(draft: Draft, stage: Stage, plan: Planted) -> tuple[Performance, ...]:
    """Founders post under the tag for weeks on Facebook; pushers copy texts with it in two nights on Twitter."""
    rng, settings = draft.rng, draft.settings
    founders = recruit(draft, max(3, int(plan.size * FOUNDERS_SHARE)), platform=FACEBOOK, language="en")
    pushers = recruit(draft, plan.size - len(founders), language="en")
    tag = draw_words(rng, "en", 1, shortest=4, longest=4)[0] + "Rises"
    tag_set = draft.add_tag_sets([(tag,)])[0]
    born, explodes = moment_of_day(draft, BORN_AFTER), moment_of_day(draft, EXPLODES_AFTER)
    writers = np.concatenate([founders, founders[rng.integers(0, len(founders), 2 * len(founders))]])
    slow = born + rng.integers(0, explodes - born, len(writers))
    acts = publish(draft, writers, slow, text=draft.add_texts(write_texts(rng, ["en"] * len(writers))), tags=tag_set)
    nights = explodes + rng.integers(0, 2, plan.acts) * DAY_MS
    commands = np.minimum(nights + rng.integers(HOUR_MS, 6 * HOUR_MS, plan.acts), settings.end_ms - HOUR_MS)
    texts = draft.add_texts(write_texts(rng, ["en"] * plan.acts))
    accounts, numbers, at = obey(draft, pushers, commands, plan.level)
    acts += publish(draft, accounts, at, text=texts[numbers], tags=tag_set)
    curious = rng.choice(stage.people, min(CURIOUS, len(stage.people)), replace=False)
    seen = draw_commands(draft, len(curious), since_ms=explodes + 6 * HOUR_MS, until_ms=explodes + 3 * DAY_MS)
    late = react(draft, curious, seen, median_s=3600.0, spread=1.0)
    own_words = draft.add_texts(write_texts(rng, draft.accounts.column("language")[curious].tolist()))
    publish(draft, curious, late, text=own_words, tags=tag_set)
    roles = {"founder": founders, "pusher": pushers}
    return (
        Performance(
            np.concatenate([founders, pushers]),
            acts=acts,
            roles=roles,
            born_ms=born,
            texts=texts,
            tags=(tag,),
            disguised=pushers,
        ),
    )
