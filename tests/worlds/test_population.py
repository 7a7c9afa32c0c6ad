"""The accounts of a world: every one a person unless it says otherwise."""

import numpy as np
import pytest

from unisono.worlds.draft import Draft
from unisono.worlds.population import LANGUAGE_SHARES, ZONES, add_accounts, draw_homes
from unisono.worlds.settings import WorldSettings


def new_draft() -> Draft:
    return Draft(WorldSettings(), np.random.default_rng(1))


def test_people_live_where_their_language_is_spoken() -> None:
    draft = new_draft()
    add_accounts(draft, 500)
    pairs = zip(draft.accounts.column("language"), draft.accounts.column("zone"), strict=True)
    assert all(zone in ZONES[language] for language, zone in pairs)


def test_activity_is_heavy_tailed() -> None:
    draft = new_draft()
    add_accounts(draft, 5_000)
    activity = draft.accounts.column("activity")
    assert activity.mean() > 1.7 * np.median(activity)


def test_the_logarithm_of_activity_is_normal() -> None:
    draft = new_draft()
    add_accounts(draft, 20_000)
    logs = np.log(draft.accounts.column("activity"))
    spread = (logs - logs.mean()) / logs.std()
    assert abs((spread**3).mean()) < 0.1
    assert abs((spread**4).mean() - 3.0) < 0.2


def test_every_language_is_spoken_by_its_share() -> None:
    draft = new_draft()
    add_accounts(draft, 20_000)
    spoken = draft.accounts.column("language")
    assert all(abs((spoken == name).mean() - share) < 0.02 for name, share in LANGUAGE_SHARES.items())
    assert all((spoken == name).any() for name in LANGUAGE_SHARES)
    assert abs(sum(LANGUAGE_SHARES.values()) - 1.0) < 1e-9


def test_an_unknown_column_is_refused() -> None:
    with pytest.raises(ValueError, match=r"accounts have no \['shoe_size'\]"):
        add_accounts(new_draft(), 3, shoe_size=40)


def test_most_homes_speak_the_language_of_their_people() -> None:
    languages = np.array(["ru"] * 400, dtype=object)
    home, _ = draw_homes(new_draft(), languages, ["en", "ru", "es"])
    assert (home == 1).mean() > 0.85
