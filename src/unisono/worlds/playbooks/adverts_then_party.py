"""A network for hire: advertisements of many shops first, then a party's posts among them."""

import numpy as np

from unisono.worlds.adverts import write_adverts
from unisono.worlds.draft import REPOST, Draft, Ints
from unisono.worlds.playbooks.orders import draw_commands, draw_hired_handles, moment_of_day, obey, publish, recruit
from unisono.worlds.playbooks.performance import Performance
from unisono.worlds.population import DAY_MS, add_accounts
from unisono.worlds.rhythm import HOUR_MS
from unisono.worlds.settings import Planted
from unisono.worlds.stage import Stage
from unisono.worlds.texts import write_texts

TURNS_AFTER = 0.65  # of the world's days


def adverts_then_party(draft: Draft, stage: Stage, plan: Planted) -> tuple[Performance, ...]:
    """Members repost advertisements on command; in the last third, half of the jobs are a party's posts."""
    rng, settings = draft.rng, draft.settings
    handles = draw_hired_handles(draft, plan.size)
    members = recruit(draft, plan.size, handle=handles, language=rng.choice(["ru", "es", "en"], plan.size))
    turned = moment_of_day(draft, TURNS_AFTER)
    commands = draw_commands(draft, plan.acts, since_ms=settings.start_ms + DAY_MS, until_ms=settings.end_ms - DAY_MS)
    political = (commands > turned) & (rng.random(plan.acts) < 0.5)
    published = commands - (rng.uniform(1.0, 20.0, plan.acts) * HOUR_MS).astype(np.int64)
    items = np.empty(plan.acts, dtype=np.int64)
    items[~political] = advertise(draft, published[~political])
    items[political], tags = speak_for_a_party(draft, published[political])
    accounts, numbers, at = obey(draft, members, commands, plan.level)
    publish(draft, accounts, at, kind=REPOST, ref=items[numbers])
    return (Performance(members, acts=len(accounts), turned_ms=turned, tags=tags),)


def advertise(draft: Draft, published_ms: Ints) -> Ints:
    """Let shops publish one advertisement at each of these times (outside the case) and return the items."""
    rng, count = draft.rng, len(published_ms)
    languages = [str(name) for name in rng.choice(["ru", "es", "en"], max(2, count // 3), p=[0.6, 0.2, 0.2])]
    shops = add_accounts(
        draft, len(languages), language=np.array(languages, dtype=object), bio="Quality services. Order now."
    )
    owners = rng.integers(0, len(shops), count)
    texts = draft.add_texts(write_adverts(rng, [languages[owner] for owner in owners.tolist()]))
    links = draft.add_links([f"https://shop-{shops[owner]}.example/offer" for owner in owners.tolist()])
    return draft.add_items(shops[owners], published_ms, text=texts, link=links, in_case=False)


def speak_for_a_party(draft: Draft, published_ms: Ints) -> tuple[Ints, tuple[str, ...]]:
    """Let an invented party publish at these times and return the items and its hashtags."""
    tags = ("QuillTowerAlliance", "LampsForEveryStreet")
    party = add_accounts(draft, 1, language="es", display_name="Quill Tower Alliance", followers=np.array([52_000]))
    texts = draft.add_texts(write_texts(draft.rng, ["es"] * len(published_ms)))
    writers = np.repeat(party, len(published_ms))
    return draft.add_items(writers, published_ms, text=texts, tags=draft.add_tag_sets([tags])[0]), tags
