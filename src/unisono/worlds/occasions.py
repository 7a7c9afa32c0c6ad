"""Innocents who change: a town that turns to the news of the day, and quiet accounts that return."""

import numpy as np

from unisono.worlds.decoys import Decoy, draw_some, portion
from unisono.worlds.draft import POST, REPLY, REPOST, Draft, Ints
from unisono.worlds.names import draw_words
from unisono.worlds.organic import act_on_items
from unisono.worlds.population import DAY_MS, add_accounts, draw_homes, draw_languages
from unisono.worlds.rhythm import HOUR_MS, draw_awake_times, is_present, react
from unisono.worlds.settings import WorldSettings
from unisono.worlds.stage import Stage
from unisono.worlds.texts import write_texts

WITNESSES = 6
REPORTS = 15


def event_moment(settings: WorldSettings) -> int:
    """Return when the news of the world breaks, in ms: early in the afternoon, after three fifths of its days."""
    return settings.start_ms + int(settings.days * 0.6) * DAY_MS + 13 * HOUR_MS + 417_000


def news_event(draft: Draft, stage: Stage) -> Ints:
    """A flood: one community turns to it altogether, others join in, under its tags, for as long as it lasts."""
    rng, settings = draft.rng, draft.settings
    happened = event_moment(settings)
    homes = draft.accounts.column("home")[stage.people]
    town = stage.people[homes == settings.communities // 2][: portion(draft, 0.03, least=20, most=300)]
    others = draw_some(draft, stage, portion(draft, 0.07, least=40, most=1500))
    writers = np.concatenate([town, others[~np.isin(others, town)]])
    acts = np.where(np.isin(writers, town), 8, 1) + rng.geometric(0.5, len(writers)) - 1
    acting = np.repeat(writers, acts)
    place = draw_words(draft.public_rng("news event"), "en", 1, shortest=2, longest=2)[0]
    tags = draft.add_tag_sets([(f"{place}Flood",), (f"{place}Flood", f"Help{place}"), (f"Help{place}",)])
    chosen = tags[np.minimum(rng.geometric(0.6, len(acting)) - 1, 2)]
    seen = see_witnesses(draft, happened, tags[0])
    kinds = rng.choice(3, len(acting), p=(0.45, 0.35, 0.20))  # passes a witness on, writes, passes a report on
    at = react(draft, acting, np.full(len(acting), happened), median_s=30_000.0, spread=1.1)
    picked = seen[np.minimum(rng.geometric(0.12, len(acting)) - 1, len(seen) - 1)]
    at = np.where(kinds == 0, np.maximum(at, draft.items.column("at")[picked] + 2_000), at)
    links = draft.add_links([f"https://{place.lower()}-herald.example/flood/{number}" for number in range(REPORTS)])
    report = np.where(kinds == 2, links[rng.integers(0, REPORTS, len(acting))], -1)
    keep = at < settings.end_ms
    passes = keep & (kinds == 0)
    draft.add_items(
        acting[passes],
        at[passes],
        kind=REPOST,
        ref=picked[passes],
        client=draft.accounts.column("client")[acting[passes]],
    )
    writes = keep & (kinds != 0)
    draft.add_items(
        acting[writes],
        at[writes],
        text=draft.add_texts(write_texts(rng, draft.accounts.column("language")[acting[writes]].tolist())),
        tags=chosen[writes],
        link=report[writes],
        client=draft.accounts.column("client")[acting[writes]],
    )
    draft.events.append({"name": "flood", "at": happened, "tags": [f"{place}Flood", f"Help{place}"]})
    return writers


def see_witnesses(draft: Draft, happened: int, tag_set: int) -> Ints:
    """Add the posts of those who saw it, in the first hours."""
    rng = draft.rng
    witnesses = add_accounts(draft, WITNESSES, language="en")
    writing = witnesses[rng.integers(0, WITNESSES, 5 * WITNESSES)]
    at = happened + (rng.lognormal(8.0, 1.0, len(writing)) * 1000).astype(np.int64)
    texts = draft.add_texts(write_texts(rng, ["en"] * len(writing)))
    return draft.add_items(writing, np.sort(at), text=texts, tags=tag_set, in_case=False)


def returners(draft: Draft, stage: Stage) -> Ints:
    """Accounts are silent for most of the time and come back: half on a day of their own, half when there is news."""
    rng, settings = draft.rng, draft.settings
    size = portion(draft, 0.02, least=20, most=400)
    spoken = draw_languages(draft, size)
    home, second = draw_homes(draft, spoken, stage.community_languages)
    span = settings.days * DAY_MS
    left = settings.start_ms + np.where(rng.random(size) < 0.5, 0.0, rng.uniform(0.02, 0.15, size) * span)
    own_day = settings.start_ms + rng.uniform(0.5, 0.85, size) * span
    news = event_moment(settings) + rng.lognormal(1.5, 0.8, size) * HOUR_MS
    people = add_accounts(
        draft,
        size,
        language=spoken,
        home=home,
        second=second,
        born=settings.start_ms - (rng.uniform(2.0, 9.0, size) * 365 * DAY_MS).astype(np.int64),
        published=rng.lognormal(4.5, 1.0, size).astype(np.int64),
        away_from=left.astype(np.int64),
        away_until=np.where(rng.random(size) < 0.5, own_day, news).astype(np.int64),
    )
    act_on_items(draft, stage, np.repeat(people, 18), REPOST, median_s=1800.0, spread=1.9)
    act_on_items(draft, stage, np.repeat(people, 6), REPLY, median_s=2400.0, spread=1.7)
    writers = np.repeat(people, 8)
    at = draw_awake_times(draft, writers)
    keep = is_present(draft, writers, at)
    writers, at = writers[keep], at[keep]
    texts = draft.add_texts(write_texts(rng, draft.accounts.column("language")[writers].tolist()))
    draft.add_items(writers, at, kind=POST, text=texts, client=draft.accounts.column("client")[writers])
    return people


OCCASION_KINDS: dict[str, Decoy] = {"news_event": news_event, "returners": returners}
