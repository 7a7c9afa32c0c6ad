"""How planted networks act: hired reposts, a hashtag push, launch and boost, a ring."""

from collections.abc import Callable

import numpy as np

from unisono.worlds.draft import REPOST, Draft, Ints
from unisono.worlds.names import draw_scrambled_handles, draw_words
from unisono.worlds.organic import repost_as_people_do
from unisono.worlds.population import DAY_MS, add_accounts
from unisono.worlds.rhythm import HOUR_MS, draw_awake_times
from unisono.worlds.settings import CAMOUFLAGE, JITTER_SECONDS, PARTICIPATION, Planted
from unisono.worlds.stage import Stage
from unisono.worlds.texts import write_texts

Playbook = Callable[[Draft, Stage, Ints, Planted], int]


def obey(draft: Draft, members: Ints, commands_ms: Ints, level: str) -> tuple[Ints, Ints, Ints]:
    """Return who follows which command, and when: (account, command number, time in ms)."""
    rng = draft.rng
    follows = rng.random((len(members), len(commands_ms))) < PARTICIPATION[level]
    member_rows, command_rows = np.nonzero(follows)
    delays = np.abs(rng.normal(0.0, JITTER_SECONDS[level], len(member_rows)))
    return members[member_rows], command_rows, commands_ms[command_rows] + (delays * 1000).astype(np.int64) + 1000


def command_items(draft: Draft, items: Ints, count: int) -> tuple[Ints, Ints]:
    """Return items to be pushed and when: hours to days after they appeared, at any hour of day or night."""
    rng = draft.rng
    latest = draft.settings.end_ms - 3 * DAY_MS
    early = items[draft.items.column("at")[items] < latest]
    chosen = rng.choice(early, min(count, len(early)), replace=False)
    waits = rng.uniform(2.0, 60.0, len(chosen)) * HOUR_MS
    return chosen, draft.items.column("at")[chosen] + waits.astype(np.int64)


def publish(draft: Draft, accounts: Ints, at: Ints, **columns: Ints | int) -> None:
    """Add items under the clients of their accounts."""
    draft.add_items(accounts, at, client=draft.accounts.column("client")[accounts], **columns)


def hired_reposts(draft: Draft, stage: Stage, members: Ints, plan: Planted) -> int:
    """Members repost scattered posts of many authors, each fired by one command."""
    items, commands = command_items(draft, stage.items, plan.acts)
    accounts, numbers, at = obey(draft, members, commands, plan.level)
    publish(draft, accounts, at, kind=REPOST, ref=items[numbers])
    return len(accounts)


def hashtag_push(draft: Draft, stage: Stage, members: Ints, plan: Planted) -> int:
    """Overnight, members post copied texts with the pushed tag; a few people pick the tag up."""
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
    return len(accounts)


def launch_and_boost(draft: Draft, stage: Stage, members: Ints, plan: Planted) -> int:
    """A small account posts, larger ones repost it within moments, the crowd follows."""
    rng, settings = draft.rng, draft.settings
    launchers, others = members[:2], members[2:]
    boosters, crowd = others[: max(2, len(others) // 6)], others[max(2, len(others) // 6) :]
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
    return acts


def ring(draft: Draft, stage: Stage, members: Ints, plan: Planted) -> int:
    """Members write, and promptly repost each other."""
    rng = draft.rng
    writers = members[rng.integers(0, len(members), plan.acts)]
    written = draw_awake_times(draft, writers)
    texts = draft.add_texts(write_texts(rng, draft.accounts.column("language")[writers].tolist()))
    client = draft.accounts.column("client")[writers]
    items = draft.add_items(writers, written, text=texts, client=client)
    accounts, numbers, at = obey(draft, members, written + 20_000, plan.level)
    own = writers[numbers] == accounts
    publish(draft, accounts[~own], at[~own], kind=REPOST, ref=items[numbers[~own]])
    return len(items) + int((~own).sum())


PLAYBOOK_KINDS: dict[str, Playbook] = {
    "hired_reposts": hired_reposts,
    "hashtag_push": hashtag_push,
    "launch_and_boost": launch_and_boost,
    "ring": ring,
}


def recruit(draft: Draft, plan: Planted) -> Ints:
    """Add the members' accounts: hired ones have scrambled handles, boosters many followers."""
    rng, size = draft.rng, plan.size
    columns: dict[str, object] = {
        "home": rng.integers(0, draft.settings.communities, size),
        "second": rng.integers(0, draft.settings.communities, size),
    }
    if plan.playbook == "hired_reposts":
        scrambled = draw_scrambled_handles(rng, size, draft.accounts.rows)
        columns["handle"] = np.array(scrambled, dtype=object)
    if plan.playbook == "launch_and_boost":
        followers = rng.lognormal(4.5, 0.8, size)
        followers[2 : 2 + max(2, (size - 2) // 6)] = rng.lognormal(9.5, 0.6, max(2, (size - 2) // 6))
        columns["followers"] = followers.astype(np.int64)
    return add_accounts(draft, size, **columns)


def plant(draft: Draft, stage: Stage, plan: Planted) -> None:
    """Add the network's accounts and acts to the draft, its camouflage, and its truth."""
    members = recruit(draft, plan)
    acts = PLAYBOOK_KINDS[plan.playbook](draft, stage, members, plan)
    share = CAMOUFLAGE[plan.level]
    disguise = draft.rng.choice(members, int(acts * share / (1.0 - share)))
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
