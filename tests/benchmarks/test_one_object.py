"""A case with one object of many acts is set beside the same case with as many ordinary acts."""

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from benchmarks.growth.posts import Codes, Sharing
from benchmarks.one_object import acts_on_one, again_and_again, measure_object, once_each, ordinary_acts, worlds
from benchmarks.processes import Measured

from benchmarks import one_object

SHARING = Sharing(9_000)


@pytest.mark.parametrize("choose", [once_each, again_and_again])
def test_both_cases_have_an_act_of_the_same_accounts(choose: Callable[[Sharing, int], Codes]) -> None:
    accounts = choose(SHARING, 3_000)
    ordinary, on_one = (pl.concat(make(SHARING, accounts)) for make in (ordinary_acts, acts_on_one))
    assert ordinary["account"].to_list() == on_one["account"].to_list() == accounts.tolist()
    assert on_one["object"].n_unique() == 1 < 100 < ordinary["object"].n_unique()
    for acts in (ordinary, on_one):
        assert acts.filter(pl.col("object") < SHARING.objects).is_empty()


def test_accounts_act_once_each_or_only_those_act_that_are_there() -> None:
    once, again = once_each(SHARING, 3_000), again_and_again(SHARING, 3_000)
    assert len(set(once.tolist())) == 3_000 and set(range(SHARING.accounts)) <= set(once.tolist())
    assert set(again.tolist()) <= set(range(SHARING.accounts))


def test_the_extra_time_is_that_beside_as_many_ordinary_acts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = iter((10.0, 14.0, 14.7, 15.0, 18.0))

    def measured(name: str, command: list[str], output: Path) -> Measured:
        assert command[-1] == "--quiet"
        output.write_text('{"networks": 3, "twin_networks": 0}\n')
        return Measured(name, next(seconds), 1.0, 1.0)

    monkeypatch.setattr(one_object, "measure", measured)
    section = measure_object(tmp_path, 200)
    assert section.figures["extra_share"] == pytest.approx(0.05)
    assert section.figures["extra_share_again"] == pytest.approx(0.2)
    assert [row.measured.name for row in section.rows] == [
        "without: 600 posts",
        "ordinary acts, one act each: 800 posts",
        "one object, one act each: 800 posts",
        "ordinary acts, several each: 800 posts",
        "one object, several each: 800 posts",
    ]
    assert "It takes +5.0% with one act each, and +20.0% with several" in section.sentences[0]
    assert "4.0 CPU s come with the ordinary acts and 4.7 CPU s with the object" in section.sentences[0]


def test_all_cases_begin_with_the_same_posts() -> None:
    first = [next(parts) for _, parts in worlds(900, 300)]
    assert len(first) == 5 and all(part.equals(first[0]) for part in first)
