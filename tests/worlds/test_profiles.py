"""What accounts say about themselves: half say something, in their own language, with pictures for a share."""

import unicodedata

import numpy as np

from unisono.worlds.draft import NOTHING, Draft, Part
from unisono.worlds.profiles import BIO_SHARE, PLACE_SHARE, draw_avatars, draw_bios, draw_places, name_pools
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
    assert len(set(said)) > 0.95 * len(said)
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


def test_every_group_has_pictures_for_the_same_share_and_no_two_are_alike() -> None:
    draft = new_draft(pictures=300)
    groups = [draw_avatars(draft, 5_000) for _ in range(2)]
    for avatars in groups:
        assert abs((avatars != NOTHING).mean() - 0.3) < 0.03
    shown = np.concatenate([avatars[avatars != NOTHING] for avatars in groups]).tolist()
    assert len({draft.images[number].seed for number in shown}) == len(shown) == len(draft.images)
    assert (draw_avatars(new_draft(), 50) == NOTHING).all()
