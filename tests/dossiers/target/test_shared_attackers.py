"""Accounts that attacked several targets, against a draw from all who spoke of any."""

from itertools import combinations
from math import comb
from pathlib import Path

import pytest
from scipy.stats import hypergeom

from tests.dossiers.target.attacked_case import attacked_case
from unisono.dossiers.target.material import read_material
from unisono.dossiers.target.shared_attackers import describe_shared_attackers


def test_the_accounts_of_both_episodes_are_counted_and_compared_with_chance(tmp_path: Path) -> None:
    (told,) = describe_shared_attackers(read_material(attacked_case(tmp_path / "case"), None, "Ilva"))
    assert (told["target"], told["accounts"], told["of_own"], told["of_other"], told["n"]) == ("Rosa", 20, 40, 30, 90)
    assert told["expected"] == pytest.approx(40 * 30 / 90)
    ways = sum(comb(30, k) * comb(60, 40 - k) for k in range(20, 31))
    assert told["p"] == pytest.approx(ways / comb(90, 40))
    assert told["account_ids"] == sorted(f"twitter:{one}" for one in range(520, 540))


def test_the_chance_is_that_of_every_possible_draw() -> None:
    draws = [len(set(one) & {0, 1, 2}) for one in combinations(range(7), 3)]
    assert hypergeom.sf(1, 7, 3, 3) == pytest.approx(sum(shared >= 2 for shared in draws) / len(draws))
