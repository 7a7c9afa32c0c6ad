"""No table for others names an account, a post or a person, and those for the public have no words of posts."""

import io
import zipfile
from pathlib import Path

import pytest

from tests.exports.small_case import content_of
from tests.exports.told_case import leaks, told_case
from unisono.cases import Case, Run
from unisono.exports import build_export
from unisono.exports.hiding import disclosure_of, hide, subject_shown
from unisono.exports.results import read_results


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, Run]:
    """Return the told case and its run."""
    return told_case(Path(tmp_path_factory.mktemp("told")) / "case")


@pytest.mark.parametrize("profile", ["peer", "public"])
@pytest.mark.parametrize("kind", ["csv", "gexf", "graphml", "json", "bundle"])
def test_no_file_for_others_names_anybody(kind: str, profile: str, told: tuple[Case, Run]) -> None:
    for file in build_export(*told, kind, profile=profile):
        written = _text(content_of(file), kind)
        assert leaks(written) == []
        assert ("loves the harbour" in written) <= (profile == "peer")


def _text(content: bytes, kind: str) -> str:
    if kind != "bundle":
        return content.decode()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return "\n".join(archive.read(name).decode(errors="replace") for name in archive.namelist())


def test_pseudonyms_join_the_tables_as_accounts_do(told: tuple[Case, Run]) -> None:
    known = read_results(told[1])
    shown = hide(known, disclosure_of(told[0], known, "peer"))
    assert set(shown.pairs["a"]) | set(shown.pairs["b"]) == set(shown.members["account"])
    assert set(shown.acts["account"]) == set(shown.members["account"])
    assert {one for own in shown.networks["accounts"] for one in own} == set(shown.members["account"])


def test_a_finding_keeps_its_numbers_and_hides_whom_it_is_about(told: tuple[Case, Run]) -> None:
    known = read_results(told[1])
    disclosure = disclosure_of(told[0], known, "public")
    shown = hide(known, disclosure).findings
    assert shown["evidence"].null_count() == shown.height
    assert set(shown["finding"]) == {disclosure.finding(one) for one in known.findings["finding"]}
    assert shown["value"].sum() == known.findings["value"].sum()
    assert subject_shown("pair", "twitter:1 twitter:2", disclosure).count("account-") == 2
    assert subject_shown("target", "Harbourville", disclosure) == "target 1"
    assert set(shown.filter(shown["detector"] == "copied_text")["because"]) == {None}


def test_times_for_the_public_end_at_the_minute(told: tuple[Case, Run]) -> None:
    known = read_results(told[1])
    shown = hide(known, disclosure_of(told[0], known, "public"))
    assert set(shown.acts["at"].dt.second()) == {0}
    assert set(known.acts["at"].dt.second()) == {7}
