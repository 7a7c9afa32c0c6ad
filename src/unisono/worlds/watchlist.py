"""The watchlist and the fake testimony: listed accounts push tags of the day; a tag is born on another platform.

Everything is invented: the list, the tags, the testimonies, the people.
"""

import numpy as np

from unisono.worlds.draft import Draft
from unisono.worlds.settings import Planted, WorldSettings
from unisono.worlds.stage import Stage

LISTED = 42
INNOCENT_ON_LIST = 8
SETTINGS = WorldSettings(
    posts=30_000,
    accounts=4_000,
    days=35,
    decoys=("fan_club", "newswire", "share_button"),
    planted=(
        Planted("watchlist", size=LISTED, level="medium", acts=90, name="listed accounts"),
        Planted("born_elsewhere", size=50, level="medium", acts=16, name="tag born on Facebook"),
        Planted("testimony", size=36, level="medium", acts=8, name="testimonies"),
    ),
)


def tell_the_watchlist(draft: Draft, stage: Stage) -> None:
    """Publish the list: the accounts that push, and a few people who happen to be on it."""
    listed = next(network for network in draft.networks if network["playbook"] == "watchlist")
    people = draft.rng.choice(stage.people, INNOCENT_ON_LIST, replace=False)
    everyone = np.concatenate([np.array(listed["accounts"]), people])
    listed["roles"] = {
        "listed": draft.rng.permutation(everyone).tolist(),
        "listed_by_mistake": np.sort(people).tolist(),
    }
