"""What ordinary people do: repost, reply, quote, pass on news, join trends, follow celebrities closely."""

import numpy as np

from unisono.worlds.draft import POST, QUOTE, REPLY, REPOST, Draft, Flags, Ints
from unisono.worlds.names import draw_words
from unisono.worlds.population import DAY_MS
from unisono.worlds.rhythm import is_present, react
from unisono.worlds.stage import AUTHORS_PER_COMMUNITY, Stage, draw_active, publish_own_posts
from unisono.worlds.texts import write_texts

MIX = {"repost": 0.52, "reply": 0.16, "quote": 0.07, "news": 0.14, "trend": 0.11}
"""How the acts of ordinary people divide, their own posts aside."""

SINGLE_LIFE = {REPOST: 0.55, REPLY: 0.17, QUOTE: 0.08, POST: 0.2}
"""How the acts of a few people divide, of whom nobody makes the news or a trend."""

SUPER_FANS_SHARE = 0.15  # of the acts, their own posts aside
LEAST_FAN_ACTS = 4  # a fan who passes on less is none
CELEBRITIES = 20
OVERDRAWN = 1.15  # acts drawn for each that is wanted: some come too late, or twice


def pick_items(draft: Draft, stage: Stage, accounts: Ints) -> Ints:
    """Return for each account one item that it comes across: mostly of its own interests."""
    rng = draft.rng
    count = len(accounts)
    communities = draft.accounts.column("home")[accounts].copy()
    chance = rng.random(count)
    second = draft.accounts.column("second")[accounts]
    anywhere = rng.integers(0, draft.settings.communities, count)
    communities = np.where(chance < 0.7, communities, np.where(chance < 0.9, second, anywhere))
    communities = np.where(communities < 0, anywhere, communities)
    picked = np.empty(count, dtype=np.int64)
    for number in range(draft.settings.communities):
        rows = np.flatnonzero(communities == number)
        members = np.flatnonzero(stage.item_community == number)
        if not len(members):  # nobody there has published anything yet
            members = np.arange(len(stage.items))
        draws = np.cumsum(stage.item_draw[members])
        places = np.searchsorted(draws, rng.random(len(rows)) * draws[-1])
        picked[rows] = stage.items[members[np.minimum(places, len(members) - 1)]]
    return picked


def act_on_items(
    draft: Draft,
    stage: Stage,
    accounts: Ints,
    kind: int,
    *,
    median_s: float,
    spread: float,
    most: int | None = None,
) -> Ints:
    """Let each account repost, reply to or quote an item that it came across; cascades included.

    What would come after the world's end or a second time is left out, and what is more than `most`.
    """
    rng = draft.rng
    picked = pick_items(draft, stage, accounts)
    seen_at = draft.items.column("at")[picked].copy()
    order = np.argsort(picked, kind="stable")
    # A quarter see the item because somebody else passed it on, a heavy-tailed while later.
    later = order[rng.random(len(order)) < 0.25]
    seen_at[later] += (300_000 * rng.lognormal(2.0, 1.6, len(later))).astype(np.int64)
    at = react(draft, accounts, seen_at, median_s=median_s, spread=spread)
    keep = (at < draft.settings.end_ms) & (draft.items.column("account")[picked] != accounts)
    keep &= is_present(draft, accounts, at)
    if kind == REPOST:
        keep &= first_of_each(accounts, picked)
    accounts, picked, at = accounts[keep][:most], picked[keep][:most], at[keep][:most]
    texts: Ints | int = -1
    if kind != REPOST:
        texts = draft.add_texts(write_texts(rng, draft.accounts.column("language")[accounts].tolist()))
    client = draft.accounts.column("client")[accounts]
    return draft.add_items(accounts, at, kind=kind, ref=picked, text=texts, client=client)


def first_of_each(accounts: Ints, picked: Ints) -> Flags:
    """Say which acts are the first of their account on their item: nobody reposts a post twice."""
    keys = accounts.astype(np.int64) * (int(picked.max(initial=0)) + 1) + picked
    kept = np.zeros(len(keys), dtype=bool)
    kept[np.unique(keys, return_index=True)[1]] = True
    return kept


def repost_as_people_do(draft: Draft, stage: Stage, accounts: Ints, most: int | None = None) -> Ints:
    """Let each listed account (once per mention) repost something of its interests, at its own pace."""
    return act_on_items(draft, stage, accounts, REPOST, median_s=1800.0, spread=1.9, most=most)


def live_as_people_do(draft: Draft, stage: Stage, accounts: Ints) -> None:
    """Let each listed account (once per mention) repost, reply, quote or write something, at its own pace."""
    kinds = draft.rng.choice(list(SINGLE_LIFE), len(accounts), p=list(SINGLE_LIFE.values()))
    repost_as_people_do(draft, stage, accounts[kinds == REPOST])
    for kind in (REPLY, QUOTE):
        act_on_items(draft, stage, accounts[kinds == kind], kind, median_s=2400.0, spread=1.7)
    publish_own_posts(draft, accounts[kinds == POST])


def share_news(draft: Draft, stage: Stage, count: int) -> Ints:
    """Let people pass on this many links of news sites, many within minutes of publication, in words of their own."""
    rng, settings = draft.rng, draft.settings
    stories, public = max(20, public_count(draft, count, 25)), draft.public_rng("news")
    sites = [f"{word.lower()}-{place}.example" for place, word in enumerate(draw_words(public, "en", 30))]
    fame = 1.0 / np.arange(1, 31)
    site = public.choice(30, stories, p=fame / fame.sum())
    links = draft.add_links([f"https://{sites[number]}/story/{serial}" for serial, number in enumerate(site.tolist())])
    published = settings.start_ms + public.integers(0, settings.days * DAY_MS, stories)
    draw = public.lognormal(0.0, 1.4, stories)
    tries = int(count * OVERDRAWN)
    picked = rng.choice(stories, tries, p=draw / draw.sum())
    sharers = draw_active(draft, stage.people, tries)
    at = react(draft, sharers, published[picked], median_s=1500.0, spread=1.6)
    keep = (at < settings.end_ms) & first_of_each(sharers, picked)
    sharers, picked, at = sharers[keep][:count], picked[keep][:count], at[keep][:count]
    texts = draft.add_texts(write_texts(rng, draft.accounts.column("language")[sharers].tolist()))
    client = draft.accounts.column("client")[sharers]
    return draft.add_items(sharers, at, text=texts, link=links[picked], client=client)


def public_count(draft: Draft, acts: int, acts_each: int) -> int:
    """Return how many things the world talks about, for so many acts; the same number in every part of a world."""
    return acts // acts_each if draft.part is None else int(draft.settings.posts * 0.09) // acts_each


def join_trends(draft: Draft, stage: Stage, count: int) -> Ints:
    """Let people write under the tags of the day: hundreds of strangers in the same hour."""
    rng, settings = draft.rng, draft.settings
    trends, public = max(6, public_count(draft, count, 150)), draft.public_rng("trends")
    words = draw_words(public, "en", trends, shortest=3, longest=4)
    tags = draft.add_tag_sets([(f"{word}{serial}",) for serial, word in enumerate(words)])
    begins = settings.start_ms + public.integers(0, (settings.days - 1) * DAY_MS, trends)
    draw = public.lognormal(0.0, 1.0, trends)
    tries = int(count * OVERDRAWN)
    picked = rng.choice(trends, tries, p=draw / draw.sum())
    writers = draw_active(draft, stage.people, tries)
    at = react(draft, writers, begins[picked], median_s=7200.0, spread=0.8)
    keep = at < settings.end_ms
    writers, picked, at = writers[keep][:count], picked[keep][:count], at[keep][:count]
    texts = draft.add_texts(write_texts(rng, draft.accounts.column("language")[writers].tolist()))
    client = draft.accounts.column("client")[writers]
    return draft.add_items(writers, at, text=texts, tags=tags[picked], client=client)


def follow_celebrities(draft: Draft, stage: Stage, count: int) -> None:
    """Let super-fans repost nearly everything of one celebrity within seconds to a minute, all the time.

    In a small world there are fewer of them, not fans of less zeal.
    """
    rng = draft.rng
    most = int(len(stage.people) * draft.settings.super_fan_share)
    fans = stage.people[: min(most, max(1, count // LEAST_FAN_ACTS))]
    if not len(fans) or not count:
        return
    # The most famous author of each community, or of every second one where there are many communities.
    step = AUTHORS_PER_COMMUNITY * max(1, len(stage.authors) // (AUTHORS_PER_COMMUNITY * CELEBRITIES))
    celebrities = stage.authors[::step][:CELEBRITIES]
    idol = celebrities[rng.integers(0, len(celebrities), len(fans))]
    authors = draft.items.column("account")[stage.items]
    published = draft.items.column("at")
    client = draft.accounts.column("client")
    per_fan = count / len(fans)
    for celebrity in celebrities:
        items = stage.items[authors == celebrity]
        own_fans = fans[idol == celebrity]
        zeal = np.clip(rng.beta(4, 2, len(own_fans)), 0.1, 1.0) * min(1.0, 1.5 * per_fan / max(1, len(items)))
        fan_rows, item_rows = np.nonzero(rng.random((len(own_fans), len(items))) < zeal[:, None])
        pace = 15.0 * rng.lognormal(0.0, 0.5, len(own_fans))
        lags = np.maximum(pace[fan_rows] * rng.lognormal(0.0, 0.8, len(fan_rows)), 1.0)
        at = published[items][item_rows] + (lags * 1000).astype(np.int64)
        keep = at < draft.settings.end_ms
        accounts = own_fans[fan_rows][keep]
        draft.add_items(accounts, at[keep], kind=REPOST, ref=items[item_rows][keep], client=client[accounts])


def fill_with_life(draft: Draft, stage: Stage, count: int) -> None:
    """Add this many acts of ordinary people, super-fans among them, each kind in its proportion."""
    before = draft.posts
    if draft.settings.super_fan_share:
        follow_celebrities(draft, stage, int(count * SUPER_FANS_SHARE))
    rest = count - (draft.posts - before)
    reposts = int(rest * MIX["repost"])
    repost_as_people_do(draft, stage, draw_active(draft, stage.people, int(reposts * OVERDRAWN)), reposts)
    for kind, name in ((REPLY, "reply"), (QUOTE, "quote")):
        most = int(rest * MIX[name])
        people = draw_active(draft, stage.people, int(most * OVERDRAWN))
        act_on_items(draft, stage, people, kind, median_s=2400.0, spread=1.7, most=most)
    share_news(draft, stage, int(rest * MIX["news"]))
    join_trends(draft, stage, int(rest * MIX["trend"]))
