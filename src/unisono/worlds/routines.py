"""Innocents whose routines coincide: mornings, a hub's followers, a daily puzzle, tremors, giveaways, pasted jokes."""

import numpy as np

from unisono.worlds.decoys import Decoy, draw_some, portion, volume
from unisono.worlds.draft import REPLY, REPOST, Draft, Ints
from unisono.worlds.names import draw_words
from unisono.worlds.population import DAY_MS, add_accounts
from unisono.worlds.rhythm import HOUR_MS, draw_awake_times, react
from unisono.worlds.stage import Stage
from unisono.worlds.texts import write_texts

MINUTE_MS = 60_000


def commuters(draft: Draft, stage: Stage) -> Ints:
    """Forty neighbours read their five favourites on the morning train and repost what came in overnight."""
    rng, settings = draft.rng, draft.settings
    riders = add_accounts(draft, volume(draft, 40, 20), language="tr", zone=3.0)
    favourites = add_accounts(draft, 5, language="tr")
    writers = favourites[rng.integers(0, 5, volume(draft, 8 * settings.days, 4 * settings.days))]
    published = settings.start_ms + rng.integers(0, (settings.days - 2) * DAY_MS, len(writers))
    items = draft.add_items(
        writers, published, text=draft.add_texts(write_texts(rng, ["tr"] * len(writers))), in_case=False
    )
    boarding = 5 * HOUR_MS + (rng.normal(0.0, 15.0, len(riders)) * MINUTE_MS).astype(np.int64)  # 8 in the morning there
    who, what = np.nonzero(rng.random((len(riders), len(items))) < 0.3)
    day = (published[what] - settings.start_ms - boarding[who]) // DAY_MS + 1
    at = (
        settings.start_ms
        + day * DAY_MS
        + boarding[who]
        + (rng.uniform(0.0, 25.0, len(who)) * MINUTE_MS).astype(np.int64)
    )
    keep = (at > published[what]) & (at < settings.end_ms)
    draft.add_items(riders[who][keep], at[keep], kind=REPOST, ref=items[what][keep])
    return riders


def hub_followers(draft: Draft, stage: Stage) -> Ints:
    """A popular account reposts finds of many authors, and sixty of its followers pass them on within minutes."""
    rng = draft.rng
    hub = add_accounts(draft, 1, followers=np.array([88_000]))
    followers = add_accounts(draft, volume(draft, 60, 25))
    early = stage.items[draft.items.column("at")[stage.items] < draft.settings.end_ms - 3 * DAY_MS]
    finds = rng.choice(early, 45, replace=False)
    found_at = draft.items.column("at")[finds] + (rng.uniform(1.0, 48.0, len(finds)) * HOUR_MS).astype(np.int64)
    draft.add_items(np.repeat(hub, len(finds)), found_at, kind=REPOST, ref=finds)
    who, what = np.nonzero(rng.random((len(followers), len(finds))) < rng.beta(2, 4, len(followers))[:, None])
    at = react(draft, followers[who], found_at[what], median_s=600.0, spread=1.4)
    keep = at < draft.settings.end_ms
    draft.add_items(followers[who][keep], at[keep], kind=REPOST, ref=finds[what][keep])
    return np.concatenate([hub, followers])


def daily_puzzle(draft: Draft, stage: Stage) -> Ints:
    """Players post the tag of each day's puzzle at the minute at which they always play it."""
    rng, settings = draft.rng, draft.settings
    players = draw_some(draft, stage, portion(draft, 0.02, least=30, most=150))
    word = draw_words(rng, "en", 1, shortest=3)[0]
    tags = draft.add_tag_sets([(f"{word}Puzzle{day + 200}",) for day in range(settings.days)])
    habit = rng.normal(8.0, 1.0, len(players)) * HOUR_MS - draft.accounts.column("zone")[players] * HOUR_MS
    who, day = np.nonzero(rng.random((len(players), settings.days)) < 0.8)
    at = settings.start_ms + day * DAY_MS + habit[who] % DAY_MS + rng.normal(0.0, 4.0, len(who)) * MINUTE_MS
    keep = (at > settings.start_ms) & (at < settings.end_ms)
    said = [f"Solved in {tries} of 6" for tries in rng.integers(2, 7, len(who)).tolist()]
    texts = draft.add_texts(said)
    draft.add_items(players[who][keep], at.astype(np.int64)[keep], text=texts[keep], tags=tags[day][keep])
    return players


def tremors(draft: Draft, stage: Stage) -> Ints:
    """The ground shakes six times, and a city says so in the same few words within a minute."""
    rng, settings = draft.rng, draft.settings
    city = draw_some(draft, stage, portion(draft, 0.05, least=40, most=500))
    words = draft.add_texts(["Temblor", "Está temblando", "Otra vez", "¿Lo sintieron?", "Tembló fuerte", "Qué susto"])
    tags = draft.add_tag_sets([("temblor",), ("sismo",), ("temblor", "sismo"), ("sismo", "alerta")])
    shakes = settings.start_ms + rng.integers(0, settings.days * DAY_MS - HOUR_MS, 6)
    who, when = np.nonzero(rng.random((len(city), len(shakes))) < 0.5)
    at = shakes[when] + (rng.lognormal(3.6, 0.7, len(who)) * 1000).astype(np.int64)
    picks = rng.integers(0, len(words), len(who))
    chosen = np.where(rng.random(len(who)) < 0.5, tags[rng.integers(0, len(tags), len(who))], -1)
    draft.add_items(city[who], at, text=words[picks], tags=chosen)
    return city


def giveaways(draft: Draft, stage: Stage) -> Ints:
    """Eighty people repost every prize draw of a hundred brands, each when they find it in the next three days."""
    rng = draft.rng
    hunters = add_accounts(draft, volume(draft, 80, 30), language="en")
    brands = add_accounts(draft, volume(draft, 100, 40), language="en", bio="Shop. Prize draws every month.")
    times = draw_awake_times(draft, brands)
    early = times < draft.settings.end_ms - 3 * DAY_MS
    brands, times = brands[early], times[early]
    prizes = draw_words(rng, "en", len(brands))
    texts = draft.add_texts([f"Repost and follow to win a {prize}! Draw on Sunday." for prize in prizes])
    items = draft.add_items(brands, times, text=texts, in_case=False)
    who, what = np.nonzero(rng.random((len(hunters), len(items))) < rng.beta(3, 5, len(hunters))[:, None])
    at = react(draft, hunters[who], times[what], median_s=50_000.0, spread=0.9)
    keep = at < draft.settings.end_ms
    draft.add_items(hunters[who][keep], at[keep], kind=REPOST, ref=items[what][keep])
    return hunters


def pasted_jokes(draft: Draft, stage: Stage) -> Ints:
    """Twelve jokes go round; people of one scene paste each within hours of its first laugh."""
    rng, settings = draft.rng, draft.settings
    scene = draw_some(draft, stage, portion(draft, 0.02, least=30, most=120))
    jokes = draft.add_texts([f"{text} Copy this if you laughed." for text in write_texts(rng, ["en"] * 12)])
    told = settings.start_ms + rng.integers(0, (settings.days - 1) * DAY_MS, 12)
    who, what = np.nonzero(rng.random((len(scene), 12)) < 0.5)
    at = react(draft, scene[who], told[what], median_s=7200.0, spread=1.0)
    keep = at < settings.end_ms
    draft.add_items(scene[who][keep], at[keep], text=jokes[what][keep])
    return scene


def first_answers(draft: Draft, stage: Stage) -> Ints:
    """Fifty admirers answer every post of one star within a minute or two."""
    rng = draft.rng
    star = add_accounts(draft, 1, language="pt", followers=np.array([5_000_000]))
    admirers = add_accounts(draft, volume(draft, 50, 20), language="pt", zone=-3.0)
    posted = draw_awake_times(draft, np.repeat(star, volume(draft, 60, 25)))
    texts = draft.add_texts(write_texts(rng, ["pt"] * len(posted)))
    items = draft.add_items(np.repeat(star, len(posted)), posted, text=texts, in_case=False)
    who, what = np.nonzero(rng.random((len(admirers), len(items))) < rng.beta(3, 3, len(admirers))[:, None])
    at = posted[what] + (50_000 * rng.lognormal(0.0, 0.7, len(who))).astype(np.int64)
    answers = draft.add_texts(write_texts(rng, ["pt"] * len(who)))
    draft.add_items(admirers[who], at, kind=REPLY, ref=items[what], text=answers)
    return admirers


ROUTINE_KINDS: dict[str, Decoy] = {
    "commuters": commuters,
    "hub_followers": hub_followers,
    "daily_puzzle": daily_puzzle,
    "tremors": tremors,
    "giveaways": giveaways,
    "pasted_jokes": pasted_jokes,
    "first_answers": first_answers,
}
