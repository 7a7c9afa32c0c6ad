"""When people are awake: evenings are loud, nights are quiet, reactions are quick but heavy-tailed."""

import numpy as np

from unisono.worlds.draft import Draft
from unisono.worlds.population import add_accounts
from unisono.worlds.rhythm import HOUR_MS, awake_share, draw_awake_times, react
from unisono.worlds.settings import WorldSettings


def draft_of_people(count: int) -> Draft:
    draft = Draft(WorldSettings(), np.random.default_rng(1))
    add_accounts(draft, count, language="ja")
    return draft


def test_people_publish_in_their_evening_and_sleep_in_their_night() -> None:
    draft = draft_of_people(4_000)
    hours = (draw_awake_times(draft, np.arange(4_000)) / HOUR_MS + 9) % 24
    assert ((hours >= 19) & (hours < 22)).mean() > 5 * ((hours >= 2) & (hours < 5)).mean()


def test_at_four_in_the_morning_few_are_awake() -> None:
    assert awake_share(np.array([4 * HOUR_MS]), np.array([0.0]))[0] < 0.1


def test_reactions_follow_and_have_a_heavy_tail() -> None:
    draft = draft_of_people(4_000)
    noon_in_tokyo = np.full(4_000, draft.settings.start_ms + 3 * HOUR_MS)
    lags = (react(draft, np.arange(4_000), noon_in_tokyo, median_s=1800.0, spread=1.9) - noon_in_tokyo) / 1000
    assert lags.min() >= 2.0
    assert 900 < np.median(lags) < 5_400
    assert (lags < 60).mean() > 0.01
    assert (lags > 36_000).mean() > 0.03
