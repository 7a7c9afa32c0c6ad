"""A watchlist: listed accounts push a few hashtags and links of the day, among much else."""

import numpy as np

from unisono.worlds.draft import Draft, Ints
from unisono.worlds.names import draw_words
from unisono.worlds.organic import live_as_people_do
from unisono.worlds.playbooks.orders import obey, publish, recruit
from unisono.worlds.playbooks.performance import Performance
from unisono.worlds.population import DAY_MS
from unisono.worlds.rhythm import HOUR_MS, react
from unisono.worlds.settings import Planted
from unisono.worlds.stage import Stage, draw_active
from unisono.worlds.texts import write_texts

LASTS_DAYS = 2  # a tag or link is pushed on so many days


def watchlist(draft: Draft, stage: Stage, plan: Planted) -> tuple[Performance, ...]:
    """Members write on command under the tag and with the link of the day; half of what they do is other things."""
    rng, settings = draft.rng, draft.settings
    members = recruit(draft, plan.size)
    pushed = max(1, -(-settings.days // LASTS_DAYS))
    tags = [word + "Now" for word in draw_words(rng, "en", pushed, shortest=3, longest=4)]
    links = [f"https://the-clear-view.example/{word.lower()}" for word in draw_words(rng, "en", pushed, shortest=3)]
    tag_sets, link_numbers = draft.add_tag_sets([(tag,) for tag in tags]), draft.add_links(links)
    days = np.sort(rng.integers(0, settings.days, plan.acts))
    commands = settings.start_ms + days * DAY_MS + rng.integers(6 * HOUR_MS, 22 * HOUR_MS, plan.acts)
    accounts, numbers, at = obey(draft, members, commands, plan.level)
    of_the_day = days[numbers] // LASTS_DAYS
    with_tag, with_link = rng.random(len(accounts)) < 0.8, rng.random(len(accounts)) < 0.5
    texts = draft.add_texts(write_texts(rng, draft.accounts.column("language")[accounts].tolist()))
    done = publish(
        draft,
        accounts,
        at,
        text=texts,
        tags=np.where(with_tag | ~with_link, tag_sets[of_the_day], -1),
        link=np.where(with_link, link_numbers[of_the_day], -1),
    )
    join_in(draft, stage, plan, commands, tag_sets[days // LASTS_DAYS])
    live_as_people_do(draft, stage, draw_active(draft, members, done))
    return (Performance(members, acts=2 * done, tags=tuple(tags), links=tuple(links)),)


def join_in(draft: Draft, stage: Stage, plan: Planted, commands_ms: Ints, tag_sets: Ints) -> None:
    """Let twice as many people as there are members write under a tag once, hours after they saw it pushed."""
    rng = draft.rng
    people = rng.choice(stage.people, min(2 * plan.size, len(stage.people)), replace=False)
    seen = rng.integers(0, len(commands_ms), len(people))
    at = react(draft, people, commands_ms[seen], median_s=5_400.0, spread=1.2)
    texts = draft.add_texts(write_texts(rng, draft.accounts.column("language")[people].tolist()))
    publish(draft, people, at, text=texts, tags=tag_sets[seen])
