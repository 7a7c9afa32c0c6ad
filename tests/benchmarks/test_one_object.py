"""A case with one object of many acts is set beside the same case with as many ordinary acts."""

from pathlib import Path

import polars as pl
import pytest
from benchmarks.growth.posts import Sharing
from benchmarks.one_object import acts_on_one, measure_object, ordinary_acts, worlds
from benchmarks.processes import Measured

from benchmarks import one_object

SHARING = Sharing(9_000)


def test_both_cases_have_as_many_acts_more_by_accounts_that_are_there() -> None:
    ordinary, on_one = (pl.concat(make(SHARING, 3_000)) for make in (ordinary_acts, acts_on_one))
    assert ordinary.height == on_one.height == 3_000
    assert on_one["object"].n_unique() == 1 < 100 < ordinary["object"].n_unique()
    for acts in (ordinary, on_one):
        assert acts.filter(pl.col("account") >= SHARING.accounts).is_empty()
        assert acts.filter(pl.col("object") < SHARING.objects).is_empty()
        assert acts["account"].n_unique() > 0.9 * SHARING.accounts


def test_the_extra_time_is_that_beside_as_many_ordinary_acts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seconds = iter((10.0, 14.0, 14.7))

    def measured(name: str, command: list[str], output: Path) -> Measured:
        assert command[-1] == "--quiet"
        output.write_text('{"networks": 3, "twin_networks": 0}\n')
        return Measured(name, next(seconds), 1.0, 1.0)

    monkeypatch.setattr(one_object, "measure", measured)
    section = measure_object(tmp_path, 200)
    assert section.figures["extra_share"] == pytest.approx(0.05)
    assert [row.measured.name for row in section.rows] == [
        "without: 600 posts", "with as many ordinary acts: 800 posts", "with one object: 800 posts",
    ]  # fmt: skip
    assert "It takes +5.0%; the acts themselves add 4.0 CPU s" in section.sentences[0]


def test_the_three_cases_begin_with_the_same_posts() -> None:
    first = [next(parts) for _, parts in worlds(900, 300)]
    assert first[0].equals(first[1]) and first[0].equals(first[2])
