"""What ordinary people do: repost, reply, quote, pass on news, join trends, follow celebrities closely."""

import numpy as np

from unisono.worlds.draft import QUOTE, REPLY, REPOST, Draft, Flags, Ints
from unisono.worlds.names import draw_words
from unisono.worlds.population import DAY_MS
from unisono.worlds.rhythm import is_present, react
from unisono.worlds.stage import Stage, draw_active
from unisono.worlds.texts import write_texts

MIX = {"repost": 0.52, "reply": 0.16, "quote": 0.07, "news": 0.14, "trend": 0.11}
"""How the acts of ordinary people divide, their own posts aside."""


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


def act_on_items(draft: Draft, stage: Stage, accounts: Ints, kind: int, *, median_s: float, spread: float) -> Ints:
    """Let each account repost, reply to or quote an item that it came across; cascades included."""
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
    accounts, picked, at = accounts[keep], picked[keep], at[keep]
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


def repost_as_people_do(draft: Draft, stage: Stage, accounts: Ints) -> Ints:
    """Let each listed account (once per mention) repost something of its interests, at its own pace."""
    return act_on_items(draft, stage, accounts, REPOST, median_s=1800.0, spread=1.9)


def share_news(draft: Draft, stage: Stage, count: int) -> Ints:
    """Let people pass on links of news sites, many within minutes of publication, with words of their own."""
    rng, settings = draft.rng, draft.settings
    stories, public = max(20, public_count(draft, count, 25)), draft.public_rng("news")
    sites = [f"{word.lower()}-{place}.example" for place, word in enumerate(draw_words(public, "en", 30))]
    fame = 1.0 / np.arange(1, 31)
    site = public.choice(30, stories, p=fame / fame.sum())
    links = draft.add_links([f"https://{sites[number]}/story/{serial}" for serial, number in enumerate(site.tolist())])
    published = settings.start_ms + public.integers(0, settings.days * DAY_MS, stories)
    draw = public.lognormal(0.0, 1.4, stories)
    picked = rng.choice(stories, count, p=draw / draw.sum())
    sharers = draw_active(draft, stage.people, count)
    at = react(draft, sharers, published[picked], median_s=1500.0, spread=1.6)
    keep = (at < settings.end_ms) & first_of_each(sharers, picked)
    sharers, picked, at = sharers[keep], picked[keep], at[keep]
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
    picked = rng.choice(trends, count, p=draw / draw.sum())
    writers = draw_active(draft, stage.people, count)
    at = react(draft, writers, begins[picked], median_s=7200.0, spread=0.8)
    keep = at < settings.end_ms
    writers, picked, at = writers[keep], picked[keep], at[keep]
    texts = draft.add_texts(write_texts(rng, draft.accounts.column("language")[writers].tolist()))
    client = draft.accounts.column("client")[writers]
    return draft.add_items(writers, at, text=texts, tags=tags[picked], client=client)


def follow_celebrities(draft: Draft, stage: Stage, count: int) -> None:
    """Let super-fans repost nearly everything of one celebrity within seconds to a minute, all the time."""
    rng, settings = draft.rng, draft.settings
    fans = stage.people[: int(len(stage.people) * settings.super_fan_share)]
    if not len(fans) or not count:
        return
    celebrities = stage.authors[:: max(1, len(stage.authors) // 20)][:20]
    idol = celebrities[rng.integers(0, len(celebrities), len(fans))]
    authors = draft.items.column("account")[stage.items]
    per_fan = count / len(fans)
    for celebrity in celebrities:
        items = stage.items[authors == celebrity]
        own_fans = fans[idol == celebrity]
        zeal = np.clip(rng.beta(4, 2, len(own_fans)), 0.1, 1.0) * min(1.0, 1.5 * per_fan / max(1, len(items)))
        fan_rows, item_rows = np.nonzero(rng.random((len(own_fans), len(items))) < zeal[:, None])
        pace = 15.0 * rng.lognormal(0.0, 0.5, len(own_fans))
        lags = np.maximum(pace[fan_rows] * rng.lognormal(0.0, 0.8, len(fan_rows)), 1.0)
        at = draft.items.column("at")[items][item_rows] + (lags * 1000).astype(np.int64)
        accounts = own_fans[fan_rows]
        client = draft.accounts.column("client")[accounts]
        draft.add_items(accounts, at, kind=REPOST, ref=items[item_rows], client=client)


def fill_with_life(draft: Draft, stage: Stage, count: int) -> None:
    """Add about this many acts of ordinary people, super-fans among them."""
    fans = int(count * 0.15) if draft.settings.super_fan_share else 0
    follow_celebrities(draft, stage, fans)
    rest = count - fans
    active = draw_active(draft, stage.people, int(rest * MIX["repost"]))
    repost_as_people_do(draft, stage, active)
    for kind, name in ((REPLY, "reply"), (QUOTE, "quote")):
        people = draw_active(draft, stage.people, int(rest * MIX[name]))
        act_on_items(draft, stage, people, kind, median_s=2400.0, spread=1.7)
    share_news(draft, stage, int(rest * MIX["news"]))
    join_trends(draft, stage, int(rest * MIX["trend"]))
