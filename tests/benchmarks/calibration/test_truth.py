"""Who belongs together in a world, and which worlds there are."""

import polars as pl
from benchmarks.calibration.truth import read_truth
from benchmarks.calibration.worlds import PLAYBOOK_WORLD, settings_of, world_names

from unisono.worlds import World, WorldSettings
from unisono.worlds.settings import PLAYBOOKS

ACCOUNTS = pl.DataFrame({"platform": ["t"] * 9, "account_id": list("123456789")})
WORLD = World(
    posts=pl.DataFrame(),
    accounts=ACCOUNTS,
    references=pl.DataFrame(),
    truth={
        "networks": [
            {"playbook": "ring", "level": "easy", "accounts": ["t:1", "t:2", "t:3"], "name": "one"},
            {"playbook": "ring", "level": "easy", "accounts": ["t:4", "t:5"], "name": "two"},
        ],
        "decoys": [
            {"kind": "petition", "accounts": ["t:6", "t:7"], "name": "signed"},
            {"kind": "friends", "accounts": ["t:7", "t:8"], "name": "circle"},
        ],
    },
)
TRUTH = read_truth(WORLD, WorldSettings(accounts=9, super_fan_share=0.0))


def test_two_accounts_of_different_networks_have_nothing_in_common() -> None:
    assert TRUTH.relation("t:1", "t:3") == "planted"
    assert TRUTH.relation("t:1", "t:4") == "nothing"
    assert TRUTH.relation("t:6", "t:7") == "agreed"
    assert TRUTH.relation("t:7", "t:8") == "alike"
    assert TRUTH.relation("t:1", "t:9") == "nothing"


def test_the_main_group_of_a_network_is_the_one_with_most_of_its_accounts() -> None:
    assert TRUTH.main_group(["t:1", "t:2", "t:4", "t:9"]) == (0, 2)
    assert TRUTH.main_group(["t:1", "t:7"]) == (0, 1)
    assert TRUTH.main_group(["t:9"]) == (-1, 0)


def test_an_account_is_called_what_its_smallest_group_is() -> None:
    kinds = TRUTH.kind_of
    assert [kinds[f"t:{number}"] for number in (1, 6, 7, 9)] == ["planted ring", "petition", "friends", "person"]


def test_there_is_a_world_for_every_playbook_with_a_network_of_each_level() -> None:
    assert {PLAYBOOK_WORLD + playbook for playbook in PLAYBOOKS} <= set(world_names())
    settings = settings_of(PLAYBOOK_WORLD + "ring")
    assert [(plan.playbook, plan.level) for plan in settings.planted] == [
        ("ring", "easy"),
        ("ring", "medium"),
        ("ring", "hard"),
    ]


def test_a_smaller_world_keeps_its_networks() -> None:
    whole, part = settings_of("medium"), settings_of("medium", 0.25)
    assert (part.posts, part.accounts) == (whole.posts // 4, whole.accounts // 4)
    assert part.planted == whole.planted
