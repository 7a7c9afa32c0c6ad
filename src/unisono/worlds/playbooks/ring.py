"""A ring: members write, and promptly repost each other."""

from unisono.worlds.draft import REPOST, Draft
from unisono.worlds.playbooks.orders import obey, publish, recruit
from unisono.worlds.playbooks.performance import Performance
from unisono.worlds.rhythm import draw_awake_times
from unisono.worlds.settings import Planted
from unisono.worlds.stage import Stage
from unisono.worlds.texts import write_texts


def ring(draft: Draft, stage: Stage, plan: Planted) -> tuple[Performance, ...]:
    """Members write when they are awake; the others repost within their level's delay."""
    members = recruit(draft, plan.size)
    rng = draft.rng
    writers = members[rng.integers(0, len(members), plan.acts)]
    written = draw_awake_times(draft, writers)
    texts = draft.add_texts(write_texts(rng, draft.accounts.column("language")[writers].tolist()))
    client = draft.accounts.column("client")[writers]
    items = draft.add_items(writers, written, text=texts, client=client)
    accounts, numbers, at = obey(draft, members, written + 20_000, plan.level)
    own = writers[numbers] == accounts
    publish(draft, accounts[~own], at[~own], kind=REPOST, ref=items[numbers[~own]])
    return (Performance(members, acts=len(items) + int((~own).sum())),)
