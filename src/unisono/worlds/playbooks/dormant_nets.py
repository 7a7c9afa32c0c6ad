"""Dormant nets: accounts long silent wake on one day and attack; two networks share a core of members."""

import numpy as np

from unisono.worlds.draft import Draft, Ints
from unisono.worlds.names import draw_words
from unisono.worlds.playbooks.orders import draw_commands, moment_of_day, obey, publish, recruit
from unisono.worlds.playbooks.performance import Performance
from unisono.worlds.population import DAY_MS, add_accounts
from unisono.worlds.rhythm import HOUR_MS
from unisono.worlds.settings import Planted
from unisono.worlds.stage import Stage
from unisono.worlds.texts import write_texts

WAKES_AFTER = 0.7  # of the world's days
CORE_SHARE = 0.3
LAST_WORDS = 3  # posts of each account before its sleep
ASLEEP_SINCE = 0.12  # of the world's days


def dormant_nets(draft: Draft, stage: Stage, plan: Planted) -> tuple[Performance, ...]:
    """Members post a little in the first days and then nothing; they wake together and attack under many tags."""
    rng, settings = draft.rng, draft.settings
    born = settings.start_ms - (rng.uniform(700.0, 800.0, plan.size) * DAY_MS).astype(np.int64)
    members = recruit(draft, plan.size, born=born, language="es")
    shared = max(3, int(plan.size * CORE_SHARE))
    rest = (plan.size - shared) // 2
    core, first, second = np.split(members, [shared, shared + rest])
    woke = moment_of_day(draft, WAKES_AFTER)
    target = add_accounts(draft, 1, language="es", followers=np.array([120_000]), bio="Candidata a gobernadora.")
    speak_before_sleep(draft, members)
    nets = []
    for own, suffix in ((first, "-first"), (second, "-second")):
        net = np.concatenate([core, own])
        nets.append(attack(draft, net, plan, woke_ms=woke, target=int(target[0]), core=core, suffix=suffix))
    return tuple(nets)


def speak_before_sleep(draft: Draft, members: Ints) -> None:
    """Let each member post a few things of its own in the world's first days."""
    rng, settings = draft.rng, draft.settings
    writers = np.repeat(members, LAST_WORDS)
    days = max(1.0, settings.days * ASLEEP_SINCE)
    at = settings.start_ms + (rng.uniform(0.0, days, len(writers)) * DAY_MS).astype(np.int64)
    publish(draft, writers, at, text=draft.add_texts(write_texts(rng, ["es"] * len(writers))))


def attack(
    draft: Draft,
    net: Ints,
    plan: Planted,
    *,
    woke_ms: int,
    target: int,
    core: Ints,
    suffix: str,
    most_tags: int = 9,
) -> Performance:
    """Let a network post copied attacks that name the target, under one of many tags, in the two days it is awake."""
    rng = draft.rng
    orders = max(2, plan.acts // 2)
    words = draw_words(rng, "es", max(2, min(most_tags, orders)), shortest=3, longest=4)
    tags = draft.add_tag_sets([(word,) for word in words])
    awake = 40 * HOUR_MS
    commands = draw_commands(draft, orders, since_ms=woke_ms + HOUR_MS, until_ms=woke_ms + awake)
    texts = draft.add_texts(write_texts(rng, ["es"] * orders))
    accounts, numbers, at = obey(draft, net, commands, plan.level)
    done = publish(
        draft, accounts, at, text=texts[numbers], tags=tags[numbers % len(tags)], mention=np.full(len(at), target)
    )
    return Performance(
        net,
        acts=done,
        suffix=suffix,
        roles={"shared": core},
        target=target,
        woke_ms=woke_ms,
        texts=texts,
        tags=tuple(words),
        disguised_since_ms=woke_ms,
    )
