"""Innocents who only look alike: friends, a TV evening, a newsroom, neighbours in one time zone, short greetings."""

import numpy as np

from unisono.worlds.decoys import Decoy, draw_some, portion, volume
from unisono.worlds.draft import REPOST, Draft, Ints
from unisono.worlds.population import DAY_MS, FEED_CLIENT, add_accounts
from unisono.worlds.profiles import share_picture
from unisono.worlds.rhythm import HOUR_MS, draw_awake_times, react
from unisono.worlds.stage import Stage
from unisono.worlds.texts import write_texts

GREETINGS = ("Good morning!", "Goooool!", "Happy birthday!", "LOL", "So true.", "Buenos días a todos", "Доброе утро!")


def friends(draft: Draft, stage: Stage) -> Ints:
    """Circles of a dozen friends repost the same small authors and each other, when they happen to look."""
    rng = draft.rng
    circles = []
    for _ in range(volume(draft, 4, 2)):
        circle = add_accounts(draft, 12, home=int(rng.integers(draft.settings.communities)), language="es", zone=-6.0)
        circles.append(circle)
        writers = circle[rng.integers(0, len(circle), volume(draft, 60, 24))]
        posts = draw_awake_times(draft, writers)
        items = draft.add_items(writers, posts, text=draft.add_texts(write_texts(rng, ["es"] * len(writers))))
        favourites = add_accounts(draft, 3, language="es")
        by = favourites[rng.integers(0, 3, volume(draft, 40, 16))]
        their_posts = draw_awake_times(draft, by)
        theirs = draft.add_items(
            by, their_posts, text=draft.add_texts(write_texts(rng, ["es"] * len(by))), in_case=False
        )
        every, times = np.concatenate([items, theirs]), np.concatenate([posts, their_posts])
        who, what = np.nonzero(rng.random((len(circle), len(every))) < 0.35)
        at = react(draft, circle[who], times[what], median_s=600.0, spread=1.8)
        owners = draft.items.column("account")[every[what]]
        keep = (at < draft.settings.end_ms) & (owners != circle[who])
        draft.add_items(circle[who][keep], at[keep], kind=REPOST, ref=every[what][keep])
    return np.concatenate(circles)


def tv_show(draft: Draft, stage: Stage) -> Ints:
    """Hundreds write under the tag of a show in the same two hours of every week, in words of their own."""
    rng, settings = draft.rng, draft.settings
    viewers = draw_some(draft, stage, portion(draft, 0.06, least=40, most=800))
    tags = draft.add_tag_sets([("TheGlassFerry",), ("TheGlassFerry", "GlassFerryFinale")])
    evenings = np.arange(2, settings.days, 7)
    watching = np.repeat(viewers, 2 * len(evenings))
    evening = np.tile(np.repeat(evenings, 2), len(viewers))
    attends = rng.random(len(watching)) < 0.6
    watching, evening = watching[attends], evening[attends]
    moments = rng.beta(1.0, 1.0, 12)  # scenes that everybody comments on
    scene = moments[rng.integers(0, 12, len(watching))] * 2 * HOUR_MS
    at = settings.start_ms + evening * DAY_MS + 20 * HOUR_MS + scene + rng.exponential(45_000, len(watching))
    texts = draft.add_texts(write_texts(rng, draft.accounts.column("language")[watching].tolist()))
    draft.add_items(watching, at.astype(np.int64), text=texts, tags=tags[(rng.random(len(watching)) < 0.2) * 1])
    return viewers


def newsroom(draft: Draft, stage: Stage) -> Ints:
    """Twenty journalists repost nearly everything their paper publishes while they are at work."""
    rng, settings = draft.rng, draft.settings
    staff = add_accounts(draft, 20, language="en", zone=0.0, bio="Reporter at the Quillharbour Gazette. Views my own.")
    paper = add_accounts(draft, 1, language="en", followers=np.array([310_000]), display_name="Quillharbour Gazette")
    count = volume(draft, 120, 45)
    published = settings.start_ms + rng.integers(0, settings.days, count) * DAY_MS
    published += rng.integers(8, 18, count) * HOUR_MS + rng.integers(0, HOUR_MS, count)
    texts = draft.add_texts(write_texts(rng, ["en"] * count))
    links = draft.add_links([f"https://quillharbour-gazette.example/{number}" for number in range(count)])
    writers = np.repeat(paper, count)
    items = draft.add_items(writers, published, text=texts, link=links, in_case=False, client=FEED_CLIENT)
    who, what = np.nonzero(rng.random((20, count)) < rng.beta(3, 4, 20)[:, None])
    at = react(draft, staff[who], published[what], median_s=420.0, spread=1.3)
    keep = at < settings.end_ms
    draft.add_items(staff[who][keep], at[keep], kind=REPOST, ref=items[what][keep])
    return staff


def feeds(draft: Draft, stage: Stage) -> Ints:
    """Six accounts of one small publisher are fed the same articles by its website, in words of each section."""
    rng, settings = draft.rng, draft.settings
    sections = ("Sport", "Culture", "Business", "Weather", "Science", "Travel")
    accounts = add_accounts(
        draft,
        6,
        language="en",
        display_name=np.array([f"Undervale Post {name}" for name in sections], dtype=object),
        bio="Headlines from the Undervale Post, posted by our website.",
        client=FEED_CLIENT,
        avatar=share_picture(draft, 6, 1.0),
    )
    articles = 60
    published = settings.start_ms + rng.integers(0, settings.days * DAY_MS - HOUR_MS, articles)
    links = draft.add_links([f"https://undervale-post.example/a/{number}" for number in range(articles)])
    headlines = write_texts(rng, ["en"] * articles)
    who, what = np.nonzero(rng.random((6, articles)) < 0.6)
    said = [f"{sections[one]}: {headlines[two]}" for one, two in zip(who.tolist(), what.tolist(), strict=True)]
    at = published[what] + rng.integers(1000, 90_000, len(who))
    draft.add_items(accounts[who], at, text=draft.add_texts(said), link=links[what], client=FEED_CLIENT)
    return accounts


def trend_question(draft: Draft, stage: Stage) -> Ints:
    """Hundreds answer the same question under its tag in the same hour, many in three words."""
    rng, settings = draft.rng, draft.settings
    writers = draw_some(draft, stage, portion(draft, 0.05, least=40, most=600))
    tags = draft.add_tag_sets([("WhatMadeYouSmile",)])
    answers = ["my cat", "the sea", "coffee", "my grandson", "rain at last", "a letter", "nothing yet", "this tag"]
    said = [f"{answers[pick]}" for pick in rng.integers(0, len(answers), len(writers)).tolist()]
    asked = np.full(len(writers), settings.start_ms + (settings.days // 2) * DAY_MS + 18 * HOUR_MS)
    at = react(draft, writers, asked, median_s=3600.0, spread=1.0)
    keep = at < settings.end_ms
    texts = draft.add_texts(said)
    draft.add_items(writers[keep], at[keep], text=texts[keep], tags=tags[0])
    return writers


def greetings(draft: Draft, stage: Stage) -> Ints:
    """People say good morning in the same words, every few days, when they wake."""
    rng = draft.rng
    people = draw_some(draft, stage, portion(draft, 0.08, least=40, most=800))
    speaking = np.repeat(people, 4)
    texts = draft.add_texts(GREETINGS)
    picks = texts[rng.integers(0, len(GREETINGS), len(people))]
    draft.add_items(speaking, draw_awake_times(draft, speaking), text=np.repeat(picks, 4))
    return people


HABIT_KINDS: dict[str, Decoy] = {
    "friends": friends,
    "tv_show": tv_show,
    "newsroom": newsroom,
    "feeds": feeds,
    "trend_question": trend_question,
    "greetings": greetings,
}
