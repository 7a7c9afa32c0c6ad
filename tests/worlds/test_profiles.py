"""What accounts say about themselves: half say something, in their own language, with pictures for a share."""

import unicodedata
from collections import Counter

import numpy as np

from unisono.worlds.draft import DEFAULT_PICTURE, NOTHING, Draft, Part
from unisono.worlds.profiles import (
    AVATAR_KINDS,
    BIO_SHARE,
    DEFAULT,
    OWN,
    PLACE_SHARE,
    TAKEN,
    draw_avatars,
    draw_bios,
    draw_places,
    name_pools,
    share_picture,
)
from unisono.worlds.settings import WorldSettings


def new_draft(*, pictures: int = 0, part: Part | None = None) -> Draft:
    settings = WorldSettings(pictures=pictures, accounts=1_000)
    return Draft(settings, np.random.default_rng(1), part=part)


def test_the_same_shares_of_people_tell_something_and_where_they_live() -> None:
    draft = new_draft()
    bios, places = draw_bios(draft, ["en", "ru"] * 5_000), draw_places(draft, ["en", "ru"] * 5_000)
    assert abs(sum(map(bool, bios)) / 10_000 - BIO_SHARE) < 0.02
    assert abs(sum(map(bool, places)) / 10_000 - PLACE_SHARE) < 0.02
    said = [bio for bio in bios if bio]
    assert len(set(said)) > 0.85 * len(said)
    towns = [place for place in places if place]
    assert len(set(towns)) <= 80 < len(towns) / 10


def test_people_speak_of_themselves_in_their_own_script() -> None:
    draft = new_draft()
    for bio in (*draw_bios(draft, ["el"] * 50), *draw_places(draft, ["el"] * 50)):
        assert {unicodedata.name(letter).split()[0] for letter in bio if letter.isalpha()} <= {"GREEK"}


def test_everybody_in_a_world_draws_from_the_same_names() -> None:
    draft = new_draft()
    assert name_pools(draft)["en"] is name_pools(draft)["en"]
    parts = [new_draft(part=Part(number, 7, 0)) for number in (0, 1)]
    assert name_pools(parts[0]) == name_pools(parts[1])


def test_every_group_has_pictures_for_the_same_share_most_of_their_own_and_some_that_others_show() -> None:
    draft = new_draft(pictures=300)
    for _ in range(2):
        avatars = draw_avatars(draft, 5_000)
        draft.accounts.append({"avatar": avatars}, len(avatars))
        assert abs((avatars != NOTHING).mean() - 0.3) < 0.03
    avatars = draft.accounts.column("avatar")
    shown = avatars[avatars != NOTHING]
    assert abs((shown == DEFAULT_PICTURE).mean() - AVATAR_KINDS[DEFAULT]) < 0.02
    seeds = Counter(draft.images[number].seed for number in shown[shown >= 0].tolist())
    alone = sum(held == 1 for held in seeds.values()) / len(shown)
    assert AVATAR_KINDS[OWN] - 0.08 < alone < AVATAR_KINDS[OWN] + 0.02
    assert max(seeds.values()) > 30
    copies = [recipe for recipe in draft.images if recipe.variant]
    assert abs(len(copies) / len(shown) - AVATAR_KINDS[TAKEN]) < 0.03
    assert (draw_avatars(new_draft(), 50) == NOTHING).all()


def test_a_group_may_share_one_picture() -> None:
    draft = new_draft(pictures=1_000)
    avatars = share_picture(draft, 400, 0.5)
    assert 150 < max(Counter(avatars.tolist()).values()) < 250
    assert (share_picture(new_draft(), 50, 0.5) == NOTHING).all()


def test_some_say_of_themselves_what_many_say_in_any_language() -> None:
    draft = new_draft()
    for language in ("en", "ja"):
        said = [bio for bio in draw_bios(draft, [language] * 5_000) if bio]
        held = Counter(said)
        assert 0.07 < sum(times for times in held.values() if times > 15) / len(said) < 0.16
