"""How planted networks act: hired reposts, a hashtag push, launch and boost, a ring."""

from collections.abc import Callable

import numpy as np

from unisono.worlds.draft import REPOST, Draft, Ints
from unisono.worlds.organic import repost_as_people_do
from unisono.worlds.population import add_accounts
from unisono.worlds.settings import CAMOUFLAGE, JITTER_SECONDS, PARTICIPATION, Planted
from unisono.worlds.stage import Stage

Playbook = Callable[[Draft, Stage, Ints, Planted], int]


def obey(draft: Draft, members: Ints, commands_ms: Ints, level: str) -> tuple[Ints, Ints, Ints]:
    """Return who follows which command, and when: (account, command number, time in ms)."""
    rng = draft.rng
    follows = rng.random((len(members), len(commands_ms))) < PARTICIPATION[level]
    member_rows, command_rows = np.nonzero(follows)
    delays = np.abs(rng.normal(0.0, JITTER_SECONDS[level], len(member_rows)))
    return members[member_rows], command_rows, commands_ms[command_rows] + (delays * 1000).astype(np.int64) + 1000


def odd_hours(draft: Draft, count: int, after_ms: Ints | int) -> Ints:
    """Return command times: hours to days after the objects appeared, at any hour of the day and night."""
    delays = draft.rng.uniform(2.0, 60.0, count) * 3_600_000
    return np.asarray(np.minimum(after_ms + delays, draft.settings.end_ms - 7_200_000), dtype=np.int64)


def hired_reposts(draft: Draft, stage: Stage, members: Ints, plan: Planted) -> int:
    """Members repost scattered posts of many authors, each fired by one command."""
    items = draft.rng.choice(stage.items, plan.acts, replace=False)
    commands = odd_hours(draft, plan.acts, draft.items.column("at")[items])
    late = commands <= draft.items.column("at")[items] + 1000
    items, commands = items[~late], commands[~late]
    accounts, numbers, at = obey(draft, members, commands, plan.level)
    client = draft.accounts.column("client")[accounts]
    draft.add_items(accounts, at, kind=REPOST, ref=items[numbers], client=client)
    return len(accounts)


PLAYBOOKS: dict[str, Playbook] = {"hired_reposts": hired_reposts}


def plant(draft: Draft, stage: Stage, plan: Planted) -> None:
    """Add the network's accounts and acts to the draft, its camouflage, and its truth."""
    rng = draft.rng
    members = add_accounts(
        draft,
        plan.size,
        home=rng.integers(0, draft.settings.communities, plan.size),
        second=rng.integers(0, draft.settings.communities, plan.size),
    )
    acts = PLAYBOOKS[plan.playbook](draft, stage, members, plan)
    share = CAMOUFLAGE[plan.level]
    disguise = rng.choice(members, int(acts * share / (1.0 - share)))
    if len(disguise):
        repost_as_people_do(draft, stage, disguise)
    draft.networks.append(
        {
            "name": plan.name or f"{plan.playbook}-{len(draft.networks) + 1}",
            "accounts": members.tolist(),
            "playbook": plan.playbook,
            "level": plan.level,
        }
    )
