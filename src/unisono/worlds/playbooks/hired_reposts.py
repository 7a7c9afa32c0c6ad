"""Hired reposts: members repost scattered posts of many authors, each fired by one command."""

from unisono.worlds.draft import REPOST, Draft
from unisono.worlds.playbooks.orders import command_items, draw_hired_handles, draw_interests, obey, publish, recruit
from unisono.worlds.playbooks.performance import Performance
from unisono.worlds.settings import Planted
from unisono.worlds.stage import Stage


def hired_reposts(draft: Draft, stage: Stage, plan: Planted) -> tuple[Performance, ...]:
    """Members, some with scrambled handles, repost what they are told, hours to days after it appeared."""
    size = plan.size
    interests = draw_interests(draft, size)
    members = recruit(draft, size, **interests, handle=draw_hired_handles(draft, size))
    items, commands = command_items(draft, stage.items, plan.acts)
    accounts, numbers, at = obey(draft, members, commands, plan.level)
    publish(draft, accounts, at, kind=REPOST, ref=items[numbers])
    return (Performance(members, acts=len(accounts)),)
