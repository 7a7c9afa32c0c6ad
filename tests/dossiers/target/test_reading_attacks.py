"""The attacks of a case that is read part by part are those of all its posts."""

from pathlib import Path

import polars as pl
import pytest

from tests.dossiers.target.attacked_case import attacked_case
from unisono.cases import reading_once
from unisono.cases.reading_once import read_once
from unisono.cases.targets import Target, add_target, kept_targets
from unisono.dossiers.target import describing
from unisono.dossiers.target.log import attack_log
from unisono.dossiers.target.material import read_materials
from unisono.dossiers.target.reading_attacks import read_attacks


def test_a_case_read_part_by_part_tells_the_same_of_its_targets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading_once, "ROWS_OF_A_GROUP", 50)
    case = attacked_case(tmp_path / "case")
    add_target(case.path, Target("Launcher", aliases=("@h500",), hashtags=("out1",)))
    run = case.latest_run()
    whole = read_materials(case, run)
    with read_once(case, fewest=1) as read:
        parts = read_materials(read, run)
        for one, other in zip(whole, parts, strict=True):
            assert describing.card_of(other) == describing.card_of(one)
            assert attack_log(other).equals(attack_log(one))


def test_only_posts_about_targets_and_with_their_hashtags_are_held(tmp_path: Path) -> None:
    case = attacked_case(tmp_path / "case", scanned=False)
    targets = kept_targets(case.path)
    whole, span = read_attacks(case, targets)
    with read_once(case, fewest=1) as read:
        part, same_span = read_attacks(read, targets)
    assert same_span == span is not None
    about = whole.found.acts[whole.found.about["act"].unique().to_numpy()]["post"]
    held = part.found.acts["post"]
    assert set(about) <= set(held)
    tagged = part.found.acts.filter(~pl.col("post").is_in(about.implode()))
    assert tagged["hashtags"].list.len().min() or tagged.is_empty()
    assert part.attacks.drop("act").equals(whole.attacks.drop("act"))


def test_a_case_without_posts_has_no_span(tmp_path: Path) -> None:
    from unisono.cases import create_case

    case = create_case(tmp_path / "none")
    add_target(case.path, Target("Ilva"))
    attacks, span = read_attacks(case, kept_targets(case.path))
    assert span is None
    assert attacks.attacks.is_empty()
