"""Tables inside are as the run has them; every other profile is asked of the rules that hide."""

from pathlib import Path

import pytest

from tests.exports.told_case import told_case
from unisono.exports.disclosed import disclosed_results
from unisono.exports.results import read_results


def test_inside_the_tables_are_those_of_the_run(tmp_path: Path) -> None:
    case, run = told_case(tmp_path / "case")
    shown, known = disclosed_results(case, run, "internal").tables(), read_results(run).tables()
    assert all(shown[name].equals(known[name]) for name in known)


@pytest.mark.parametrize("profile", ["peer", "public"])
def test_for_others_the_same_rows_are_shown_under_pseudonyms(profile: str, tmp_path: Path) -> None:
    case, run = told_case(tmp_path / "case")
    shown, known = disclosed_results(case, run, profile), read_results(run)
    assert {name: table.shape for name, table in shown.tables().items()} == {
        name: table.shape for name, table in known.tables().items()
    }
    assert set(shown.members["account"].str.slice(0, 8)) == {"account-"}
    assert shown.members["account"].n_unique() == known.members["account"].n_unique()
