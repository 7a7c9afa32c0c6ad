"""The core of several campaigns is recovered, and networks drawn by chance have none."""

from itertools import product

import numpy as np
import orjson
import polars as pl
import pytest

from unisono.model.tables import conform
from unisono.registry.activity import choose_strata
from unisono.registry.recurring import _most_in_common, find_cores
from unisono.registry.tables import CASES, MEMBERS, NETWORKS, Registry

PEOPLE = 5_000


def registry_of(campaigns: list[np.ndarray], posts: list[np.ndarray]) -> Registry:
    """Return known networks, one a case: members and posts of all accounts, by number of account."""
    cases, networks, members = [], [], []
    for number, own in enumerate(campaigns, start=1):
        strata = choose_strata(posts[number - 1], np.isin(np.arange(PEOPLE), own))
        kept = orjson.dumps(strata.as_json()).decode()
        cases.append({"case_key": f"case{number}", "name": f"case {number}", "strata": kept})
        networks.append({"known": number, "case_key": f"case{number}", "network": 1, "size": len(own)})
        place = strata.of(posts[number - 1][own])
        members += [
            {"known": number, "account": f"twitter:{one}", "handle": f"user_{one}", "stratum": int(at)}
            for one, at in zip(own, place, strict=True)
        ]
    tables = ((cases, CASES), (networks, NETWORKS), (members, MEMBERS))
    return Registry(*(conform(pl.DataFrame(rows), schema) for rows, schema in tables))


def three_campaigns(
    size: int, seed: int, *, own_overlap: bool, missed: float = 0.0
) -> tuple[list[np.ndarray], np.ndarray]:
    """Return three campaigns of so many accounts that share 40 % of them, and these.

    own_overlap: their other members are drawn from everybody, so that some meet by chance.
    """
    random = np.random.default_rng(seed)
    everybody = random.permutation(PEOPLE)
    core, rest = np.sort(everybody[: size * 2 // 5]), everybody[size * 2 // 5 :]
    each = size - len(core)
    drawn = [
        random.choice(rest, each, replace=False) if own_overlap else rest[place * each : (place + 1) * each]
        for place in range(3)
    ]
    campaigns = [np.concatenate([core, own]) for own in drawn]
    return [own[random.random(len(own)) >= missed] for own in campaigns], core


@pytest.mark.parametrize(("size", "missed"), [(50, 0.0), (100, 0.02), (300, 0.02), (600, 0.02), (1_000, 0.02)])
@pytest.mark.parametrize("own_overlap", [False, True])
@pytest.mark.parametrize("seed", [1, 2])
def test_three_campaigns_that_share_two_fifths_give_back_their_core(
    size: int, missed: float, own_overlap: bool, seed: int
) -> None:
    campaigns, core = three_campaigns(size, seed, own_overlap=own_overlap, missed=missed)
    random = np.random.default_rng(seed + 100)
    posts = [random.geometric(0.1, PEOPLE) for _ in range(3)]
    (found,) = find_cores(registry_of(campaigns, posts))
    named = {int(account.partition(":")[2]) for account in found.accounts.filter("core")["account"]}
    right = len(named & set(core.tolist()))
    assert right / len(named) >= 0.95
    assert right / len(core) >= 0.9
    assert found.networks == (1, 2, 3)


def test_networks_drawn_by_chance_have_no_core() -> None:
    random = np.random.default_rng(5)
    posts = [random.geometric(0.1, PEOPLE) for _ in range(3)]
    for _ in range(40):
        drawn = [random.choice(PEOPLE, 200, replace=False) for _ in range(3)]
        assert find_cores(registry_of(drawn, posts)) == []


def test_the_busiest_accounts_of_several_cases_are_no_core_for_being_busy() -> None:
    random = np.random.default_rng(8)
    busy = random.random(PEOPLE) < 0.1
    posts = [np.where(busy, 200 + random.geometric(0.1, PEOPLE), random.geometric(0.5, PEOPLE)) for _ in range(2)]
    wrong = 0
    for _ in range(20):
        drawn = [random.choice(np.flatnonzero(busy), 100, replace=False) for _ in range(2)]
        wrong += len(find_cores(registry_of(drawn, posts)))
        shared = len(set(drawn[0]) & set(drawn[1]))
        assert shared >= 5  # far more than the 2 that two hundredths of everybody would share
    assert wrong <= 1


def test_each_account_says_in_which_networks_it_is_and_how_surely() -> None:
    campaigns, core = three_campaigns(200, 9, own_overlap=True)
    posts = [np.full(PEOPLE, 3) for _ in range(3)]
    (found,) = find_cores(registry_of(campaigns, posts))
    rows = {row["account"]: row for row in found.accounts.iter_rows(named=True)}
    assert all(rows[f"twitter:{one}"]["networks"] == [1, 2, 3] for one in core)
    assert all(row["p"] < 0.001 for row in rows.values() if row["core"])
    thrice = {row["account"] for row in rows.values() if row["cases"] == 3}
    assert {row["account"] for row in rows.values() if row["core"]} == thrice >= {f"twitter:{one}" for one in core}
    by_chance = (PEOPLE - len(core)) * (120 / (PEOPLE - len(core))) ** 3
    assert found.needed == 3
    assert by_chance * 0.7 < found.expected < by_chance * 1.5


def test_campaigns_of_the_busiest_accounts_have_a_core_where_their_others_never_meet() -> None:
    campaigns, core = three_campaigns(100, 3, own_overlap=False)
    busy = np.union1d(np.concatenate(campaigns), np.random.default_rng(1).choice(PEOPLE, 400))
    posts = [np.where(np.isin(np.arange(PEOPLE), busy), 300, 2) for _ in range(3)]
    (found,) = find_cores(registry_of(campaigns, posts))
    assert {int(one.partition(":")[2]) for one in found.accounts.filter("core")["account"]} == set(core.tolist())
    # By activity alone chance would put more there than that: what none of the others do tells.
    (two,) = find_cores(registry_of(campaigns[:2], posts[:2]))
    assert two.needed is None
    assert two.expected > 4
    assert not two.accounts["core"].any()
    assert two.accounts.height == len(core)


def test_what_was_observed_once_has_no_core_however_often_it_is_kept() -> None:
    campaigns, _ = three_campaigns(200, 9, own_overlap=True)
    several = registry_of(campaigns, [np.full(PEOPLE, 3) for _ in range(3)])
    posts = {1: ["twitter:1", "twitter:2"], 2: ["twitter:2"], 3: ["twitter:9"]}
    resting = [orjson.dumps(posts[number]).decode() for number in several.networks["known"]]
    networks = several.networks.with_columns(pl.Series("sampled_posts", resting))
    (found,) = find_cores(Registry(several.cases, networks, several.members))
    assert found.networks == (1, 3)
    one = networks.with_columns(sampled_posts=pl.lit('["twitter:1"]'))
    assert find_cores(Registry(several.cases, one, several.members)) == []
    copies = several.cases.with_columns(sources=pl.lit('["a file"]'))
    assert find_cores(Registry(copies, several.networks, several.members)) == []


def test_networks_of_one_case_are_never_linked() -> None:
    campaigns, _ = three_campaigns(200, 4, own_overlap=False)
    registry = registry_of(campaigns, [np.full(PEOPLE, 3) for _ in range(3)])
    one_case = Registry(
        registry.cases.head(1), registry.networks.with_columns(case_key=pl.lit("case1")), registry.members
    )
    assert find_cores(one_case) == []


def test_nothing_known_has_no_core() -> None:
    assert find_cores(Registry()) == []


def test_no_more_accounts_can_be_in_several_cases_than_is_said() -> None:
    for sizes in product(range(1, 6), repeat=3):
        bound = _most_in_common(sizes)
        for many in (2, 3):
            # Accounts are dealt one after the other to the cases with most room left, which none can better.
            room, most = sorted(sizes), 0
            while sorted(room)[-many] > 0:
                room = sorted(room)
                room[-many:] = [left - 1 for left in room[-many:]]
                most += 1
            assert most == bound[many], (sizes, many)
