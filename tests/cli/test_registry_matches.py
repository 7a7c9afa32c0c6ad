"""What a case has in common with known networks is said in words, and in lines of JSON."""

import shutil
from pathlib import Path

import orjson
import pytest

from tests.registry.planted_cases import activities, planted_case
from unisono.cli import main

PEOPLE = [str(number) for number in range(900)]


@pytest.fixture(autouse=True)
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNISONO_REGISTRY", str(tmp_path / "known.sqlite"))


def case(tmp_path: Path, name: str, networks: dict[int, list[str]], seed: int, people: list[str] = PEOPLE) -> str:
    return str(planted_case(tmp_path / name, networks, activities(people, seed), days_later=60 * seed).path)


def lines(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict]:
    capsys.readouterr()
    assert main([*arguments, "--json", "--quiet"]) == 0
    return [orjson.loads(line) for line in capsys.readouterr().out.splitlines()]


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    capsys.readouterr()
    assert main(list(arguments)) == 0
    return capsys.readouterr().out


def test_the_four_kinds_of_lines_are_kept_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    core = PEOPLE[:20]
    spring = case(tmp_path, "spring", {1: [*core, *PEOPLE[100:120]], 2: PEOPLE[300:320]}, 1)
    summer = case(tmp_path, "summer", {1: [*core, *PEOPLE[130:150], "gone1"]}, 2, [*PEOPLE, "gone1"])
    renamed = [*PEOPLE, "gone_2"]
    autumn = case(tmp_path, "autumn", {1: [*core, *PEOPLE[160:180]], 2: PEOPLE[305:309]}, 3, renamed)
    for known in (spring, summer):
        assert main(["registry", "add", known, "--quiet"]) == 0
    rows = lines(capsys, "registry", "match", autumn)
    names = ("present", "together", "returning", "core")
    kinds = {kind: [row for row in rows if row["kind"] == kind] for kind in names}
    assert [(row["known"], row["present"], row["in_networks"]) for row in kinds["present"]] == [
        (1, 40, 20),
        (3, 40, 20),
        (2, 20, 4),
    ]
    assert {(row["case"], row["case_network"], row["network"]) for row in kinds["together"]} == {
        ("spring", 1, 1),
        ("summer", 1, 1),
        ("spring", 2, 2),
    }
    assert all(row["again"] and row["q"] <= 0.01 for row in kinds["together"])
    (returning,) = kinds["returning"]
    assert (returning["known_account_id"], returning["account_id"]) == ("twitter:gone1", "twitter:gone_2")
    assert returning["evidence"][0]["holders"] == 1
    large = max(kinds["core"], key=lambda row: row["size"])
    assert {row["account_id"] for row in large["accounts"]} == {f"twitter:{one}" for one in core}
    assert {(row["case"], row["case_network"], row["known"]) for row in large["networks"]} == {
        ("spring", 1, 1),
        ("summer", 1, 3),
        ("autumn", 1, None),
    }
    text = said(capsys, "registry", "match", autumn)
    assert "Known networks whose accounts are in this case: 3 of 3 known networks." in text
    assert "Together again in one network of this case, more than chance has it: 3 pairs of networks." in text
    assert "@user_gone_2 (twitter:gone_2) has in common with @user_gone1, of summer, 1:" in text
    assert "suggestions of whom to look at" in text
    assert "20 accounts, each in" in text
    assert "bot" not in text


def test_pairs_that_chance_explains_are_shown_when_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    spring = case(tmp_path, "spring", {1: PEOPLE[:100]}, 1)
    autumn = case(tmp_path, "autumn", {1: PEOPLE[90:190]}, 2)
    assert main(["registry", "add", spring, "--quiet"]) == 0
    assert [row["kind"] for row in lines(capsys, "registry", "match", autumn)] == ["present"]
    pairs = [row for row in lines(capsys, "registry", "match", autumn, "--all") if row["kind"] == "together"]
    assert [(row["together"], row["again"]) for row in pairs] == [(10, False)]
    assert 5 < pairs[0]["expected"] < 20
    text = said(capsys, "registry", "match", autumn)
    assert "more than chance has it: 0 pairs of networks." in text
    assert "No core" in text


def test_a_case_that_holds_the_same_posts_is_told_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "export").mkdir()
    spring = case(tmp_path, "spring", {1: PEOPLE[:20]}, 1)
    export = case(tmp_path / "export", "spring", {1: PEOPLE[:20]}, 1)
    assert main(["registry", "add", spring, "--quiet"]) == 0
    text = said(capsys, "registry", "match", export)
    assert "Meeting them again is the same observation, no second one" in text
    assert "more than chance has it: 0 pairs of networks." in text
    assert "1 pair not tested: spring, 1 and 1 of this case. Both rest on the same posts" in text
    assert "Left out of the core" in text
    rows = lines(capsys, "registry", "match", export)
    assert [(row["kind"], row.get("from"), row.get("withheld"), row["same_posts"]) for row in rows] == [
        ("present", None, None, 1.0),
        ("withheld", "together", "same_posts", 1.0),
        ("withheld", "core", "same_posts", 1.0),
    ]
    page = said(capsys, "show", export, "network", "1")
    assert "Seen before" not in page
    assert "rests on the same posts (100% in common): that is one observation" in page


def test_a_copied_case_is_not_compared_with_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spring = case(tmp_path, "spring", {1: PEOPLE[:20]}, 1)
    copy = str(shutil.copytree(spring, tmp_path / "copy"))
    assert main(["registry", "add", spring, "--quiet"]) == 0
    assert lines(capsys, "registry", "match", copy) == []
    assert "Seen before" not in said(capsys, "show", copy, "network", "1")
    assert main(["registry", "add", copy, "--quiet"]) == 0
    assert len(lines(capsys, "registry", "list")) == 1


def test_a_case_is_not_compared_with_itself(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spring = case(tmp_path, "spring", {1: PEOPLE[:20]}, 1)
    assert "No known networks. Add those of a case" in said(capsys, "registry", "match", spring)
    assert main(["registry", "add", spring, "--quiet"]) == 0
    assert lines(capsys, "registry", "match", spring) == []
    assert "those of this case are not compared with it" in said(capsys, "registry", "match", spring)


def test_an_empty_case_has_nothing_in_common(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    spring = case(tmp_path, "spring", {1: PEOPLE[:20]}, 1)
    empty = str(planted_case(tmp_path / "empty", {}, {}).path)
    assert main(["registry", "add", spring, "--quiet"]) == 0
    assert lines(capsys, "registry", "match", empty) == []
    assert "are in this case: 0 of 1 known network." in said(capsys, "registry", "match", empty)
