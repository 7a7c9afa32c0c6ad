"""How members follow commands: who, when, how loosely, and what they do besides to look like everybody."""

import numpy as np

from unisono.worlds.draft import REPOST, Column, Draft, Ints
from unisono.worlds.names import draw_handles
from unisono.worlds.organic import first_of_each, live_as_people_do, pick_items
from unisono.worlds.population import DAY_MS, add_accounts
from unisono.worlds.rhythm import HOUR_MS, react
from unisono.worlds.settings import CAMOUFLAGE, JITTER_SECONDS, PARTICIPATION
from unisono.worlds.stage import Stage, draw_active

HIRED_SCRAMBLED_SHARE = 0.13
"""Scrambled handles among hired accounts: somewhat more than among others, too few to tell who is hired."""


def recruit(draft: Draft, size: int, **columns: object) -> Ints:
    """Add the members' accounts, each with interests of its own, and return their numbers."""
    interests = {} if "home" in columns else draw_interests(draft, size)
    return add_accounts(draft, size, **interests, **columns)


def draw_interests(draft: Draft, size: int) -> dict[str, Ints]:
    """Return a first and a second community for each of this many accounts, any with the same chance."""
    communities = draft.settings.communities
    return {name: draft.rng.integers(0, communities, size) for name in ("home", "second")}


def draw_hired_handles(draft: Draft, size: int) -> Column:
    """Return handles of accounts that were made to be hired out, a few more of them scrambled than anybody's."""
    first = draft.first_account + draft.accounts.rows
    return np.array(draw_handles(draft.rng, size, first, scrambled_share=HIRED_SCRAMBLED_SHARE), dtype=object)


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


def draw_commands(draft: Draft, count: int, *, since_ms: int, until_ms: int) -> Ints:
    """Return moments of commands, in order, at any hour between two times in ms."""
    return np.sort(draft.rng.integers(since_ms, max(until_ms, since_ms + 1), count))


def moment_of_day(draft: Draft, share: float) -> int:
    """Return the midnight (ms) that lies this share of the world's days after its start."""
    return draft.settings.start_ms + int(draft.settings.days * share) * DAY_MS


def publish(draft: Draft, accounts: Ints, at: Ints, **columns: Ints | int) -> int:
    """Add items under the clients of their accounts, those of before the world's end, and return how many."""
    keep = at < draft.settings.end_ms
    kept = {name: values[keep] if isinstance(values, np.ndarray) else values for name, values in columns.items()}
    client = draft.accounts.column("client")[accounts[keep]]
    return len(draft.add_items(accounts[keep], at[keep], client=client, **kept))


def disguise(draft: Draft, stage: Stage, members: Ints, *, acts: int, level: str, since_ms: int | None = None) -> None:
    """Let members do what people do, some much and some little, so that it is their level's share of all they do.

    With `since_ms`, they only repost, and come across nothing that appeared before.
    """
    share = CAMOUFLAGE[level]
    disguised = draw_active(draft, members, int(acts * share / (1.0 - share)))
    if not len(disguised):
        return
    if since_ms is None:
        live_as_people_do(draft, stage, disguised)
        return
    begins = max(since_ms, draft.settings.start_ms)
    lived = (draft.settings.end_ms - begins) / (draft.settings.end_ms - draft.settings.start_ms)
    # As many more are drawn as will turn out to be too old.
    tries = np.tile(disguised, int(np.ceil(1.5 / max(lived, 0.05))))
    picked = pick_items(draft, stage, tries)
    published = draft.items.column("at")[picked]
    fresh = np.flatnonzero((published >= begins) & first_of_each(tries, picked))[: len(disguised)]
    at = react(draft, tries[fresh], published[fresh], median_s=1800.0, spread=1.9)
    publish(draft, tries[fresh], at, kind=REPOST, ref=picked[fresh])
