"""Threat waves: hundreds of threats at one person in a day, and the same members at another person before."""

import numpy as np

from unisono.worlds.draft import REPLY, Draft, Ints
from unisono.worlds.playbooks.orders import draw_commands, moment_of_day, obey, publish, recruit
from unisono.worlds.playbooks.performance import Performance
from unisono.worlds.population import add_accounts
from unisono.worlds.rhythm import HOUR_MS, react
from unisono.worlds.settings import Planted
from unisono.worlds.stage import Stage
from unisono.worlds.texts import write_texts
from unisono.worlds.threats import write_threats

WAVES = (("-first-wave", 0.3), ("-second-wave", 0.75))
CORE_SHARE = 0.5
SUPPORTERS = 40


def threat_wave(draft: Draft, stage: Stage, plan: Planted) -> tuple[Performance, ...]:
    """Two journalists are threatened, weeks apart, by two networks that share half of their members."""
    members = recruit(draft, plan.size, language="es")
    shared = max(3, int(plan.size * CORE_SHARE))
    core, first, second = np.split(members, [shared, shared + (plan.size - shared) // 2])
    waves = []
    for own, (suffix, day) in zip((first, second), WAVES, strict=True):
        net = np.concatenate([core, own])
        waves.append(threaten(draft, stage, net, plan, begins_ms=moment_of_day(draft, day), core=core, suffix=suffix))
    return tuple(waves)


def threaten(
    draft: Draft, stage: Stage, net: Ints, plan: Planted, *, begins_ms: int, core: Ints, suffix: str
) -> Performance:
    """Let a network answer a journalist's posts of the day, or name her, in words put together for each threat."""
    rng = draft.rng
    journalist = add_accounts(draft, 1, language="es", followers=np.array([64_000]), bio="Reportera. Correo abierto.")
    orders = max(2, plan.acts // 2)
    posts = begins_ms + np.sort(rng.integers(HOUR_MS, 8 * HOUR_MS, 6))
    items = draft.add_items(
        np.repeat(journalist, 6), posts, text=draft.add_texts(write_texts(rng, ["es"] * 6)), in_case=True
    )
    commands = draw_commands(draft, orders, since_ms=begins_ms + 8 * HOUR_MS, until_ms=begins_ms + 23 * HOUR_MS)
    accounts, numbers, at = obey(draft, net, commands, plan.level)
    texts = draft.add_texts(write_threats(rng, len(accounts)))
    answers = rng.random(len(accounts)) < 0.7
    done = publish(
        draft, accounts[answers], at[answers], kind=REPLY, ref=items[numbers[answers] % 6], text=texts[answers]
    )
    named = ~answers
    done += publish(
        draft, accounts[named], at[named], text=texts[named], mention=np.full(int(named.sum()), journalist[0])
    )
    support(draft, stage, items, posts)
    return Performance(net, acts=done, suffix=suffix, roles={"shared": core}, target=int(journalist[0]), texts=texts)


def support(draft: Draft, stage: Stage, items: Ints, posts_ms: Ints) -> None:
    """Let people answer the same posts kindly, at their own pace."""
    rng = draft.rng
    people = rng.choice(stage.people, min(SUPPORTERS, len(stage.people)), replace=False)
    which = rng.integers(0, len(items), len(people))
    at = react(draft, people, posts_ms[which], median_s=5400.0, spread=1.3)
    texts = draft.add_texts(write_texts(rng, draft.accounts.column("language")[people].tolist()))
    publish(draft, people, at, kind=REPLY, ref=items[which], text=texts)
