"""Innocents who do act together: newswires, share buttons, petitions, declared bots, fans, agreed activism, staff."""

from collections.abc import Callable

import numpy as np

from unisono.worlds.draft import REPOST, Draft, Ints
from unisono.worlds.names import draw_words
from unisono.worlds.organic import repost_as_people_do
from unisono.worlds.population import DAY_MS, FEED_CLIENT, SCHEDULED_CLIENT, add_accounts
from unisono.worlds.profiles import share_picture
from unisono.worlds.rhythm import HOUR_MS, draw_awake_times, react
from unisono.worlds.stage import Stage
from unisono.worlds.texts import write_texts

Decoy = Callable[[Draft, Stage], Ints]

FULL_SIZE = 30_000
"""Posts of a world from which on the groups of fixed size have all that is theirs."""


def portion(draft: Draft, share: float, *, least: int, most: int) -> int:
    """Return how many accounts take part: a share of the world, within bounds."""
    return int(np.clip(draft.settings.accounts * share, least, most))


def volume(draft: Draft, usual: int, least: int) -> int:
    """Return how many of something a group has: as usual, and fewer in a world of less than FULL_SIZE posts."""
    return int(np.clip(usual * draft.settings.posts / FULL_SIZE, min(least, usual), usual))


def draw_some(draft: Draft, stage: Stage, count: int) -> Ints:
    """Return this many different people."""
    return np.asarray(draft.rng.choice(stage.people, min(count, len(stage.people)), replace=False))


def fan_club(draft: Draft, stage: Stage) -> Ints:
    """Fans repost everything of one idol within minutes, and cheer a release with agreed tags."""
    rng, settings = draft.rng, draft.settings
    size = portion(draft, 0.02, least=20, most=150)
    idol = add_accounts(draft, 1, followers=np.array([2_400_000]), language="ko")
    bio = "fan account, she saved my year"
    fans = add_accounts(draft, size, home=np.full(size, 0), bio=bio, avatar=share_picture(draft, size, 0.5))
    posts = draw_awake_times(draft, np.repeat(idol, volume(draft, 45, 20)))
    songs = draft.add_texts(write_texts(rng, ["ko"] * len(posts)))
    tag = draw_words(rng, "en", 3, shortest=3)
    release = draft.add_tag_sets([(f"{tag[0]}Comeback", f"{tag[1]}OutNow", tag[2])])
    items = draft.add_items(np.repeat(idol, len(posts)), posts, text=songs, in_case=False)
    fan_rows, item_rows = np.nonzero(rng.random((size, len(items))) < rng.beta(4, 3, size)[:, None])
    lags = np.maximum(90.0 * rng.lognormal(0.0, 1.1, len(fan_rows)), 2.0)
    at = posts[item_rows] + (lags * 1000).astype(np.int64)
    draft.add_items(fans[fan_rows], at, kind=REPOST, ref=items[item_rows])
    begins = settings.start_ms + np.sort(rng.integers(2, settings.days - 1, 3)) * DAY_MS + 9 * HOUR_MS
    cheering = np.repeat(fans, 4)
    at = react(draft, cheering, begins[rng.integers(0, 3, len(cheering))], median_s=1800.0, spread=1.0)
    texts = draft.add_texts(write_texts(rng, draft.accounts.column("language")[cheering].tolist()))
    draft.add_items(cheering, at, text=texts, tags=release[0])
    return fans


def newswire(draft: Draft, stage: Stage) -> Ints:
    """Regional papers post the same agency headlines and links within minutes of each other."""
    rng, settings = draft.rng, draft.settings
    size = 14
    towns = draw_words(rng, "en", size, shortest=2, longest=3)
    papers = add_accounts(
        draft,
        size,
        language="en",
        display_name=np.array([f"{town} Daily News" for town in towns], dtype=object),
        bio=np.array([f"News and weather from {town}. Newsroom of the {town} Daily." for town in towns], dtype=object),
        client=FEED_CLIENT,
    )
    stories = volume(draft, 70, 25)
    published = settings.start_ms + rng.integers(0, settings.days * DAY_MS - HOUR_MS, stories)
    headlines = draft.add_texts(write_texts(rng, ["en"] * stories))
    links = draft.add_links([f"https://agency-wire.example/2018/{number:04d}" for number in range(stories)])
    paper_rows, story_rows = np.nonzero(rng.random((size, stories)) < 0.6)
    lags = 150.0 * rng.lognormal(0.0, 0.9, len(paper_rows))
    at = published[story_rows] + (lags * 1000).astype(np.int64)
    draft.add_items(papers[paper_rows], at, text=headlines[story_rows], link=links[story_rows], client=FEED_CLIENT)
    own = np.repeat(papers, volume(draft, 30, 8))
    texts = draft.add_texts(write_texts(rng, ["en"] * len(own)))
    local = draft.add_links([f"https://daily-{number % size}.example/{number}" for number in range(len(own))])
    draft.add_items(own, draw_awake_times(draft, own), text=texts, link=local, client=FEED_CLIENT)
    return papers


def share_button(draft: Draft, stage: Stage) -> Ints:
    """Readers press a site's share button: the same text and link, from strangers, for days."""
    rng, settings = draft.rng, draft.settings
    articles = 8
    readers = draw_some(draft, stage, portion(draft, 0.2, least=60, most=3000))
    pressing = np.concatenate([readers, readers[rng.random(len(readers)) < 0.3]])
    published = settings.start_ms + rng.integers(0, (settings.days - 2) * DAY_MS, articles)
    picked = np.minimum(rng.geometric(0.35, len(pressing)) - 1, articles - 1)
    texts = draft.add_texts([f"{text} via @theamberpage" for text in write_texts(rng, ["en"] * articles)])
    links = draft.add_links([f"https://theamberpage.example/articles/{number}" for number in range(articles)])
    at = react(draft, pressing, published[picked], median_s=9000.0, spread=1.5)
    keep = at < settings.end_ms
    client = draft.accounts.column("client")[pressing][keep]
    draft.add_items(pressing[keep], at[keep], text=texts[picked][keep], link=links[picked][keep], client=client)
    return readers


def petition(draft: Draft, stage: Stage) -> Ints:
    """Signers of a petition post the sentence that the petition proposes, once each."""
    settings = draft.settings
    signers = draw_some(draft, stage, portion(draft, 0.06, least=40, most=1000))
    text = draft.add_texts(["I have just signed “Keep the night trains running”. Please sign as well:"])
    link = draft.add_links(["https://signhere.example/p/night-trains"])
    tags = draft.add_tag_sets([("NightTrains",)])
    opened = np.full(len(signers), settings.start_ms + (settings.days // 3) * DAY_MS)
    at = react(draft, signers, opened, median_s=86_400.0, spread=1.0)
    keep = at < settings.end_ms
    client = draft.accounts.column("client")[signers][keep]
    draft.add_items(signers[keep], at[keep], text=text[0], link=link[0], tags=tags[0], client=client)
    return signers


def declared_bots(draft: Draft, stage: Stage) -> Ints:
    """Accounts that say they are automated report the weather on the hour, with the same tags and links."""
    rng, settings = draft.rng, draft.settings
    size = volume(draft, 12, 5)
    towns = draw_words(rng, "en", size, shortest=2, longest=3)
    bots = add_accounts(
        draft,
        size,
        language="en",
        display_name=np.array([f"{town} Weather Bot" for town in towns], dtype=object),
        bio=np.array([f"Automated weather reports for {town}. I am a bot." for town in towns], dtype=object),
        client=SCHEDULED_CLIENT,
        is_bot_declared=True,
    )
    every_hours = 12
    hours = settings.start_ms + np.arange(0, settings.days * 24, every_hours) * HOUR_MS
    bot_rows, hour_rows = np.nonzero(rng.random((size, len(hours))) < 0.97)
    at = hours[hour_rows] + rng.integers(0, 20_000, len(bot_rows))
    texts = [
        f"Weather at {hour * every_hours % 24:02d}:00, {towns[bot]}: {warm} degrees, wind {wind} km/h, dry all day."
        for bot, hour, warm, wind in zip(
            bot_rows.tolist(),
            hour_rows.tolist(),
            rng.integers(9, 28, len(bot_rows)).tolist(),
            rng.integers(2, 50, len(bot_rows)).tolist(),
            strict=True,
        )
    ]
    tags = draft.add_tag_sets([("weather", "forecast")])
    links = draft.add_links([f"https://over-the-hill.example/report/{number}" for number in range(len(hours))])
    draft.add_items(
        bots[bot_rows], at, text=draft.add_texts(texts), tags=tags[0], link=links[hour_rows], client=SCHEDULED_CLIENT
    )
    return bots


def agreed_activism(draft: Draft, stage: Stage) -> Ints:
    """A hundred supporters post the same text and tag at a minute they agreed on in public, twice."""
    rng, settings = draft.rng, draft.settings
    supporters = draw_some(draft, stage, portion(draft, 0.017, least=30, most=120))
    texts = draft.add_texts(
        [
            "Our libraries must stay open. We ask the council to vote for them tonight.",
            "Thank you to everyone who spoke up. The council votes on our libraries now.",
        ]
    )
    tags = draft.add_tag_sets([("OurLibrariesStayOpen",)])
    moments = settings.start_ms + rng.choice(np.arange(2, settings.days - 1), 2, replace=False) * DAY_MS + 19 * HOUR_MS
    who, when = np.nonzero(rng.random((len(supporters), 2)) < 0.9)
    at = moments[when] + (rng.normal(20.0, 25.0, len(who)) * 1000).astype(np.int64)
    client = draft.accounts.column("client")[supporters[who]]
    draft.add_items(supporters[who], at, text=texts[when], tags=tags[0], client=client)
    return supporters


def party_staff(draft: Draft, stage: Stage) -> Ints:
    """The staff of a party repost nearly everything it posts while they are at work, and say whom they work for."""
    rng, settings = draft.rng, draft.settings
    size, posts = volume(draft, 28, 14), volume(draft, 4 * settings.days, settings.days)
    party = add_accounts(
        draft,
        1,
        language="en",
        display_name="Applewick Party",
        bio="The Applewick Party. Paid for by our 3,000 members.",
        followers=np.array([72_000]),
    )
    bio = "I work for the Applewick Party."
    home, logo = rng.integers(0, settings.communities, size), share_picture(draft, size, 0.4)
    staff = add_accounts(draft, size, language="en", zone=0.0, bio=bio, home=home, avatar=logo)
    published = settings.start_ms + rng.integers(0, settings.days, posts) * DAY_MS
    published += (rng.uniform(8.5, 18.0, posts) * HOUR_MS).astype(np.int64)
    texts = draft.add_texts(write_texts(rng, ["en"] * posts))
    tags = draft.add_tag_sets([("ApplewickParty",)])
    items = draft.add_items(np.repeat(party, posts), published, text=texts, tags=tags[0], client=SCHEDULED_CLIENT)
    who, what = np.nonzero(rng.random((size, posts)) < rng.beta(5, 2, size)[:, None])
    at = react(draft, staff[who], published[what], median_s=300.0, spread=1.1)
    keep = at < settings.end_ms
    client = draft.accounts.column("client")[staff[who][keep]]
    draft.add_items(staff[who][keep], at[keep], kind=REPOST, ref=items[what][keep], client=client)
    repost_as_people_do(draft, stage, np.repeat(staff, volume(draft, 10, 4)))
    return staff


DECOY_KINDS: dict[str, Decoy] = {
    "fan_club": fan_club,
    "newswire": newswire,
    "share_button": share_button,
    "petition": petition,
    "declared_bots": declared_bots,
    "agreed_activism": agreed_activism,
    "party_staff": party_staff,
}


def add_decoy(draft: Draft, stage: Stage, kind: str, kinds: dict[str, Decoy]) -> None:
    """Add one kind of innocents to the draft, and note who they are."""
    accounts = kinds[kind](draft, stage)
    draft.decoys.append({"name": kind, "accounts": accounts.tolist(), "kind": kind})
