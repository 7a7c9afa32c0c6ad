"""The truth of a performance: what the playbook knows, and nothing else."""

import numpy as np

from unisono.worlds.draft import Draft
from unisono.worlds.playbooks.performance import Performance, describe_truth
from unisono.worlds.settings import Planted, WorldSettings


def new_draft() -> Draft:
    draft = Draft(WorldSettings(), np.random.default_rng(1))
    draft.add_texts(["one", "two", "three"])
    return draft


def test_what_a_playbook_does_not_have_is_left_out_of_the_truth() -> None:
    told = describe_truth(new_draft(), Planted("ring", size=3), Performance(np.arange(3), acts=9))
    assert told == {"name": "ring-1", "accounts": [0, 1, 2], "playbook": "ring", "level": "medium"}


def test_roles_dates_texts_and_tags_are_told() -> None:
    performance = Performance(
        np.arange(3),
        acts=9,
        suffix="-first",
        roles={"sleeper": np.array([1])},
        target=7,
        woke_ms=1_527_811_200_000,
        texts=np.array([2, 0, 2]),
        tags=("Tag",),
        links=("https://a.example/",),
    )
    told = describe_truth(new_draft(), Planted("ring", size=3, name="the ring"), performance)
    assert told["name"] == "the ring-first"
    assert told["roles"] == {"sleeper": [1]} and told["target"] == 7
    assert told["woke_at"] == "2018-06-01T00:00:00+00:00"
    assert told["texts"] == ["one", "three"]
    assert told["tags"] == ["Tag"] and told["links"] == ["https://a.example/"]
    assert "turned_at" not in told
