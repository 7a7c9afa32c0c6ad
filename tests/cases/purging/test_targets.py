"""Accounts that are purged are no longer among those of a target; what else a target is called stays."""

from pathlib import Path

from unisono.cases import create_case
from unisono.cases.purging.targets import unname_gone
from unisono.cases.targets import FILES, Target, add_target, kept_targets


def test_the_handles_and_ids_of_the_gone_go_and_other_names_of_the_target_stay(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    add_target(case, Target("Ilva", ("Ilva", "@ilvas"), ("OutIlva",), ("IlvaS", "x:7", "other")))
    add_target(case, Target("Bruno", accounts=("bruno",)))
    assert unname_gone(case, ("ilvas", "7", "x:7")) == 1
    bruno, ilva = kept_targets(case).targets
    assert bruno == Target("Bruno", accounts=("bruno",))
    assert ilva == Target("Ilva", ("Ilva",), ("OutIlva",), ("other",))


def test_an_alias_that_is_a_word_like_the_handle_of_the_gone_stays(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    add_target(case, Target("Sorrendo", ("Hope",)))
    assert unname_gone(case, ("hope",)) == 0
    assert kept_targets(case).targets[0].aliases == ("Hope",)


def test_a_target_that_only_the_gone_described_goes_and_a_damaged_one_stays(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    add_target(case, Target("mayor", accounts=("ilvas",)))
    (case / "targets" / "damaged.json").write_text("{")
    assert unname_gone(case, ("ilvas",)) == 1
    assert [file.name for file in FILES.kept(case)] == ["damaged.json"]
