"""The amplified post: a party's post has 697 reposts, and most of the reposters are a hired network.

Everything is invented: the parties, the people, the shops, the words.
"""

from dataclasses import dataclass

import numpy as np

from unisono.worlds.adverts import write_adverts
from unisono.worlds.draft import REPOST, Draft, Ints
from unisono.worlds.organic import repost_as_people_do
from unisono.worlds.playbooks.orders import draw_hired_handles, obey, publish
from unisono.worlds.playbooks.performance import Performance, describe_truth
from unisono.worlds.population import DAY_MS, add_accounts
from unisono.worlds.rhythm import HOUR_MS, draw_awake_times, react
from unisono.worlds.settings import JITTER_SECONDS, PARTICIPATION, Planted, WorldSettings
from unisono.worlds.stage import Stage, draw_active
from unisono.worlds.texts import write_texts

REPOSTS = 697
HIRED = 520
SHOPS = 30
ADVERTS = 24
PARTY_POSTS = 8
RIVAL_REPOSTS = 310
THE_POST = "Hoy presentamos la ley: tranvía gratis para cada estudiante desde septiembre. Únete a la Mañana Clara."
PARTY_TAGS = ("MañanaClara", "TranvíaGratis")
RIVAL_POST = "Volveremos a abrir las clínicas nocturnas, una en cada distrito, empezando por el puerto."

SETTINGS = WorldSettings(posts=33_000, accounts=4_500, days=28, decoys=("fan_club", "newswire"))


@dataclass(frozen=True)
class Jobs:
    """What the hired network is told to repost, and when."""

    items: Ints
    commands_ms: Ints


def tell_the_amplified_post(draft: Draft, stage: Stage) -> None:
    """Add the parties, the shops and the hired network to a world of ordinary people."""
    the_post, party_items = publish_for_a_party(draft, "Mañana Clara", THE_POST, PARTY_TAGS, day=22)
    rival_post, _ = publish_for_a_party(draft, "Alianza del Puerto", RIVAL_POST, ("ClínicasDeNoche",), day=21)
    members = hire(draft)
    jobs = take_jobs(draft, party_items)
    level = draft.settings.level or "medium"
    accounts, numbers, at = obey(draft, members, jobs.commands_ms, level)
    publish(draft, accounts, at, kind=REPOST, ref=jobs.items[numbers])
    repost_as_people_do(draft, stage, draw_active(draft, members, len(accounts) // 20))
    amplify(draft, stage, members, the_post, level)
    passed_on = draft.rng.choice(stage.people, min(RIVAL_REPOSTS, len(stage.people)), replace=False)
    react_to_party(draft, passed_on, rival_post)
    plan = Planted("hired_reposts", size=HIRED, level=level, name="hired network")
    turned = int(jobs.commands_ms[ADVERTS:].min())
    hired = Performance(members, acts=len(accounts), turned_ms=turned, tags=PARTY_TAGS)
    draft.networks.append(describe_truth(draft, plan, hired))
    draft.marked.update(the_post=the_post, rival_post=rival_post)


def publish_for_a_party(draft: Draft, name: str, text: str, tags: tuple[str, ...], *, day: int) -> tuple[int, Ints]:
    """Let a party publish its post of the story at noon of that day, and others in the days around it."""
    rng = draft.rng
    party = add_accounts(
        draft,
        1,
        language="es",
        handle=np.array([name.replace(" ", "").replace("ñ", "n")], dtype=object),
        display_name=name,
        followers=np.array([41_000]),
        bio=f"{name}, cuenta oficial",
    )
    noon = draft.settings.start_ms + day * DAY_MS + 18 * HOUR_MS + 431_000
    tag_set = draft.add_tag_sets([tags])[0]
    post = draft.add_items(party, np.array([noon]), text=draft.add_texts([text]), tags=tag_set)
    times = noon + (rng.uniform(-60.0, 60.0, PARTY_POSTS) * HOUR_MS).astype(np.int64)
    words = draft.add_texts(write_texts(rng, ["es"] * PARTY_POSTS))
    others = draft.add_items(np.repeat(party, PARTY_POSTS), times, text=words, tags=tag_set)
    return int(post[0]), others


def hire(draft: Draft) -> Ints:
    """Add the hired accounts: four languages, interests of their own; nothing else in a profile tells them apart."""
    languages = [str(name) for name in draft.rng.choice(["ru", "es", "en", "ar"], HIRED, p=[0.5, 0.2, 0.2, 0.1])]
    return add_accounts(
        draft,
        HIRED,
        language=np.array(languages, dtype=object),
        handle=draw_hired_handles(draft, HIRED),
        home=draft.rng.integers(0, draft.settings.communities, HIRED),
    )


def take_jobs(draft: Draft, party_items: Ints) -> Jobs:
    """Return three weeks of advertisements of many shops, then the party's posts among the last of them."""
    rng, settings = draft.rng, draft.settings
    shop_languages = [str(name) for name in rng.choice(["ru", "es", "en"], SHOPS, p=[0.7, 0.2, 0.1])]
    shops = add_accounts(
        draft, SHOPS, language=np.array(shop_languages, dtype=object), bio="Quality services. Order now."
    )
    owners = rng.permutation(np.resize(np.arange(SHOPS), ADVERTS))
    texts = draft.add_texts(write_adverts(rng, [shop_languages[owner] for owner in owners.tolist()]))
    links = draft.add_links([f"https://shop-{owner}.example/offer" for owner in owners.tolist()])
    published = settings.start_ms + rng.integers(0, 23 * DAY_MS, ADVERTS)
    adverts = draft.add_items(shops[owners], published, text=texts, link=links, in_case=False)
    items = np.concatenate([adverts, party_items])
    published = draft.items.column("at")[items]
    return Jobs(items, published + (rng.uniform(1.0, 30.0, len(items)) * HOUR_MS).astype(np.int64))


def amplify(draft: Draft, stage: Stage, members: Ints, the_post: int, level: str) -> None:
    """Let the party's post have exactly its 697 reposts: of the hired accounts that obey, and of people."""
    rng = draft.rng
    posted = int(draft.items.column("at")[the_post])
    obeying = rng.choice(members, int(len(members) * PARTICIPATION[level]), replace=False)
    command = posted + int(9.4 * HOUR_MS)
    delays = (np.abs(rng.normal(0.0, JITTER_SECONDS[level], len(obeying))) * 1000).astype(np.int64)
    publish(draft, obeying, command + delays, kind=REPOST, ref=np.full(len(obeying), the_post))
    people = rng.choice(stage.people, REPOSTS - len(obeying), replace=False)
    react_to_party(draft, people, the_post)


def react_to_party(draft: Draft, people: Ints, post: int) -> None:
    """Let people repost a party's post at their own pace, all before the world ends."""
    posted = np.full(len(people), draft.items.column("at")[post])
    at = react(draft, people, posted, median_s=5400.0, spread=1.5)
    late = at >= draft.settings.end_ms
    at[late] = np.maximum(draw_awake_times(draft, people[late]), posted[late] + 60_000)
    publish(draft, people, at, kind=REPOST, ref=np.full(len(people), post))
