"""A theme that turns: accounts of one theme live for it at their own pace, then all push one candidate on command."""

import numpy as np

from unisono.worlds.draft import REPOST, Column, Draft, Ints
from unisono.worlds.names import draw_words
from unisono.worlds.playbooks.orders import draw_commands, moment_of_day, obey, publish, recruit
from unisono.worlds.playbooks.performance import Performance
from unisono.worlds.population import DAY_MS, add_accounts, draw_languages
from unisono.worlds.profiles import draw_bios
from unisono.worlds.rhythm import HOUR_MS, draw_awake_times, react
from unisono.worlds.settings import PARTICIPATION, Planted
from unisono.worlds.stage import Stage
from unisono.worlds.texts import write_texts

TURNS_AFTER = 0.55  # of the world's days
SAY_SO_SHARE = 0.2  # of the members, whose profile names the theme
SAYINGS = (
    "{theme} is my life.",
    "{theme}, and {more}.",
    "Here for {theme}. {more}",
    "{more} · {theme}",
    "#{theme}Club since the first day",
    "{more}. {more}. {theme}!",
)
"""How a profile names a theme: {more} is what its owner would have said without."""
KEEPS_THEME = 0.1  # share of its theme acts that an account keeps after the turn


def theme_that_turns(draft: Draft, stage: Stage, plan: Planted) -> tuple[Performance, ...]:
    """Members repost a theme's star as fans do; from one day on, a candidate, under the campaign's tags."""
    rng, settings = draft.rng, draft.settings
    words = draw_words(rng, "en", 3, shortest=3, longest=4)
    theme_tags, campaign = (f"{words[0]}Club",), (f"Vote{words[1]}", f"{words[2]}Wakes")
    spoken = draw_languages(draft, plan.size)
    members = recruit(draft, plan.size, language=spoken, bio=draw_theme_bios(draft, spoken.tolist(), words[0]))
    turned = moment_of_day(draft, TURNS_AFTER)
    acts = follow_theme(draft, members, plan, theme_tags, turned)
    candidate = add_accounts(draft, 1, language="en", followers=np.array([8_000]), bio="Candidate in the by-election.")
    commands = draw_commands(draft, plan.acts, since_ms=turned, until_ms=settings.end_ms - HOUR_MS)
    published = commands - (rng.uniform(0.5, 20.0, plan.acts) * HOUR_MS).astype(np.int64)
    tags = draft.add_tag_sets([campaign, campaign[:1]])
    texts = draft.add_texts(write_texts(rng, ["en"] * plan.acts))
    items = draft.add_items(np.repeat(candidate, plan.acts), published, text=texts, tags=tags[0])
    accounts, numbers, at = obey(draft, members, commands, plan.level)
    own_words = rng.random(len(accounts)) < 0.3
    publish(draft, accounts[~own_words], at[~own_words], kind=REPOST, ref=items[numbers[~own_words]])
    said = draft.add_texts(write_texts(rng, ["en"] * int(own_words.sum())))
    publish(draft, accounts[own_words], at[own_words], text=said, tags=tags[1])
    return (Performance(members, acts=acts + len(accounts), turned_ms=turned, tags=campaign, target=int(candidate[0])),)


def draw_theme_bios(draft: Draft, languages: list[str], theme: str) -> Column:
    """Return a line about each member: anybody's, and for some one that names the theme, no two of them the same."""
    rng = draft.rng
    bios, own = draw_bios(draft, languages), draw_bios(draft, languages, said_share=1.0)
    for place in np.flatnonzero(rng.random(len(languages)) < SAY_SO_SHARE).tolist():
        bios[place] = SAYINGS[int(rng.integers(0, len(SAYINGS)))].format(theme=theme, more=own[place])
    return np.array(bios, dtype=object)


def follow_theme(draft: Draft, members: Ints, plan: Planted, tags: tuple[str, ...], turned_ms: int) -> int:
    """Let members post about their theme and repost its star, at their own pace, hardly any more after the turn."""
    rng = draft.rng
    star = add_accounts(draft, 1, language="en", followers=np.array([95_000]))
    posts = draw_awake_times(draft, np.repeat(star, 2 * plan.acts))
    tag_set = draft.add_tag_sets([tags])[0]
    texts = draft.add_texts(write_texts(rng, ["en"] * len(posts)))
    items = draft.add_items(np.repeat(star, len(posts)), posts, text=texts, tags=tag_set, in_case=False)
    who, what = np.nonzero(rng.random((len(members), len(posts))) < 0.5 * PARTICIPATION[plan.level])
    at = react(draft, members[who], posts[what], median_s=2400.0, spread=1.7)
    keep = (at < turned_ms) | (rng.random(len(at)) < KEEPS_THEME)
    done = publish(draft, members[who][keep], at[keep], kind=REPOST, ref=items[what][keep])
    writers = np.repeat(members, 2)
    said = draft.add_texts(write_texts(rng, ["en"] * len(writers)))
    days = (turned_ms - draft.settings.start_ms) // DAY_MS
    at = draft.settings.start_ms + rng.integers(0, max(days, 1) * DAY_MS, len(writers))
    return done + publish(draft, writers, at, text=said, tags=tag_set)
