"""Launch and boost: a small account posts, larger ones repost it within moments, the crowd follows."""

import numpy as np

from unisono.worlds.draft import REPOST, Draft
from unisono.worlds.playbooks.orders import draw_interests, obey, publish, recruit
from unisono.worlds.playbooks.performance import Performance
from unisono.worlds.population import DAY_MS
from unisono.worlds.rhythm import HOUR_MS
from unisono.worlds.settings import JITTER_SECONDS, Planted
from unisono.worlds.stage import Stage
from unisono.worlds.texts import write_texts

LAUNCHERS = 2


def launch_and_boost(draft: Draft, stage: Stage, plan: Planted) -> tuple[Performance, ...]:
    """Two launchers write; hours later boosters with many followers repost on command, then the crowd."""
    rng, settings, size = draft.rng, draft.settings, plan.size
    boosting = max(2, (size - LAUNCHERS) // 6)
    interests = draw_interests(draft, size)
    followers = rng.lognormal(4.5, 0.8, size)
    followers[LAUNCHERS : LAUNCHERS + boosting] = rng.lognormal(9.5, 0.6, boosting)
    members = recruit(draft, size, **interests, followers=followers.astype(np.int64))
    launchers, boosters, crowd = np.split(members, [LAUNCHERS, LAUNCHERS + boosting])
    starts = settings.start_ms + rng.integers(0, (settings.days - 1) * DAY_MS, plan.acts)
    writers = launchers[rng.integers(0, len(launchers), plan.acts)]
    texts = draft.add_texts(write_texts(rng, draft.accounts.column("language")[writers].tolist()))
    client = draft.accounts.column("client")[writers]
    items = draft.add_items(writers, starts, text=texts, client=client)
    acts = len(items)
    waits = rng.uniform(0.2, 6.0, plan.acts) * HOUR_MS
    commands = starts + waits.astype(np.int64)
    crowd_waits = (JITTER_SECONDS[plan.level] * 2000) + 60_000
    for group, moments in ((boosters, commands), (crowd, commands + int(crowd_waits))):
        accounts, numbers, at = obey(draft, group, moments, plan.level)
        publish(draft, accounts, at, kind=REPOST, ref=items[numbers])
        acts += len(accounts)
    roles = {"launcher": launchers, "booster": boosters, "crowd": crowd}
    return (Performance(members, acts=acts, roles=roles),)
