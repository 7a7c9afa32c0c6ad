"""Known networks are added, listed, shown, taken out, exported and imported on the command line."""

from pathlib import Path

import orjson
import pytest

from tests.registry.planted_cases import activities, planted_case
from unisono.cli import main

PEOPLE = [*(str(number) for number in range(600)), "ひろ", "صوت"]
NETWORK = ["1", "2", "3", "4", "5", "6", "ひろ", "صوت"]


@pytest.fixture(autouse=True)
def registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the registry of a test, which is not there yet."""
    monkeypatch.setenv("UNISONO_REGISTRY", str(tmp_path / "data" / "known.sqlite"))
    return tmp_path / "data" / "known.sqlite"


@pytest.fixture
def spring(tmp_path: Path) -> str:
    return str(planted_case(tmp_path / "spring", {1: NETWORK, 2: PEOPLE[50:60]}, activities(PEOPLE, 1)).path)


@pytest.fixture
def autumn(tmp_path: Path) -> str:
    networks = {1: [*NETWORK[2:], "100", "101"], 2: PEOPLE[200:220]}
    return str(planted_case(tmp_path / "autumn", networks, activities(PEOPLE, 2), days_later=90).path)


def lines(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict]:
    assert main([*arguments, "--json", "--quiet"]) == 0
    return [orjson.loads(line) for line in capsys.readouterr().out.splitlines()]


def said(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> str:
    assert main(list(arguments)) == code
    return "".join(capsys.readouterr())


def test_networks_are_added_listed_and_shown(spring: str, registry: Path, capsys: pytest.CaptureFixture[str]) -> None:
    added = lines(capsys, "registry", "add", spring)
    assert [(row["added"], row["network"], row["size"]) for row in added] == [(1, 1, 8), (2, 2, 10)]
    assert added[0]["registry"] == str(registry)
    listed = lines(capsys, "registry", "list")
    assert [(row["known"], row["case"], row["network"], row["verdict"]) for row in listed] == [
        (1, "spring", 1, "coordinated"),
        (2, "spring", 2, "coordinated"),
    ]
    assert listed[0]["first_at"] == "2018-06-01T00:00:00Z"
    assert listed[0]["layers"] == {"repost": 3}
    (shown,) = lines(capsys, "registry", "show", "1")
    assert {row["account_id"] for row in shown["members"]} == {f"twitter:{one}" for one in NETWORK}
    hiro = next(row for row in shown["members"] if row["account_id"] == "twitter:ひろ")
    assert hiro["handle"] == "user_ひろ"
    assert hiro["known_by"]["handle"][0]["shown"] == "user_ひろ"
    text = said(capsys, "registry", "show", "1")
    assert "network 1 of spring" in text
    assert "user_صوت" in text


def test_one_network_alone_is_added(spring: str, capsys: pytest.CaptureFixture[str]) -> None:
    (added,) = lines(capsys, "registry", "add", spring, "--network", "2")
    assert added["network"] == 2
    assert "Added 1 network of spring" in said(capsys, "registry", "add", spring, "--network", "1")
    assert "1 known network of this case gave way" in said(capsys, "registry", "add", spring, "--network", "1")
    assert [row["network"] for row in lines(capsys, "registry", "list")] == [2, 1]


def test_what_is_not_there_is_refused_with_advice(
    spring: str, registry: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "has no network 7" in said(capsys, "registry", "add", spring, "--network", "7", code=2)
    assert "registry add CASE" in said(capsys, "registry", "list")
    assert "registry list" in said(capsys, "registry", "show", "3", code=2)
    assert "registry add CASE" in said(capsys, "registry", "remove", "3", code=2)
    assert "what to remove" in said(capsys, "registry", "remove", code=2)
    assert "what to remove" in said(capsys, "registry", "remove", "1", "--case", "spring", code=2)
    assert not registry.exists()
    empty = planted_case(tmp_path / "empty", {}, {})
    assert "found no network" in said(capsys, "registry", "add", str(empty.path))
    assert not registry.exists()


def test_known_networks_and_accounts_are_removed(spring: str, autumn: str, capsys: pytest.CaptureFixture[str]) -> None:
    for case in (spring, autumn):
        lines(capsys, "registry", "add", case)
    assert lines(capsys, "registry", "remove", "2") == [{"removed": 2}]
    assert lines(capsys, "registry", "remove", "--account", "twitter:ひろ") == [
        {"removed_account": "twitter:ひろ", "networks": 2}
    ]
    assert "twitter:ひろ" not in orjson.dumps(lines(capsys, "registry", "show", "1")).decode()
    assert "no case winter" in said(capsys, "registry", "remove", "--case", "winter", code=2)
    assert [row["removed"] for row in lines(capsys, "registry", "remove", "--case", "autumn")] == [3, 4]
    assert [row["removed"] for row in lines(capsys, "registry", "remove", "--case", spring)] == [1]
    assert lines(capsys, "registry", "list") == []


def test_an_export_is_imported_elsewhere(
    spring: str, tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    other = str(tmp_path / "other.sqlite")
    file = str(tmp_path / "known.jsonl")
    assert main(["registry", "add", spring, "--quiet"]) == 0
    assert main(["registry", "export", "-o", file, "--json"]) == 0
    assert main(["registry", "export", "-o", file]) == 2
    assert main(["registry", "import", file, "--registry", other, "--json"]) == 0
    assert main(["registry", "import", file, "--registry", other, "--json"]) == 0
    out = capsysbinary.readouterr().out.splitlines()
    assert orjson.loads(out[-3])["networks"] == 2
    assert orjson.loads(out[-2]) == {"imported": file, "cases": 1, "networks": 2, "known_before": 0}
    assert orjson.loads(out[-1]) == {"imported": file, "cases": 0, "networks": 0, "known_before": 1}
    assert main(["registry", "export", "-o", "-", "--without-names"]) == 0
    printed = capsysbinary.readouterr().out
    assert b"user_" not in printed
    assert b"user_" in (tmp_path / "known.jsonl").read_bytes()


def test_a_damaged_registry_is_named_by_every_command(
    spring: str, registry: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    registry.parent.mkdir()
    registry.write_bytes(b"these are my notes, no registry, and I want to keep them" * 20)
    calls = (["add", spring], ["match", spring], ["list"], ["show", "1"], ["remove", "1"], ["export", "-o", "x.jsonl"])
    for arguments in calls:
        assert "is damaged or is no registry" in said(capsys, "registry", *arguments, code=3)
    assert registry.read_bytes().startswith(b"these are my notes")
    text = said(capsys, "show", spring, "network", "1")
    assert "Whether this network was seen before cannot be said" in text
    assert "Members (8 accounts)" in text


def test_a_networks_page_says_where_it_was_seen(
    spring: str, autumn: str, registry: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (before,) = lines(capsys, "show", autumn, "network", "1")
    assert (before["seen_in"], before["known_networks"]) == ([], [])
    assert not registry.exists()
    for case in (spring, autumn):
        lines(capsys, "registry", "add", case)
    (page,) = lines(capsys, "show", autumn, "network", "1")
    assert page["seen_in"] == ["spring"]
    (known,) = page["known_networks"]
    assert (known["known"], known["network"], known["shared"], known["again"]) == (1, 1, 6, True)
    assert "Seen before: 6 of its 8 accounts are in known network 1" in said(capsys, "show", autumn, "network", "1")
    assert "Seen before" not in said(capsys, "show", autumn, "network", "2")
    (other,) = lines(capsys, "show", autumn, "network", "2")
    assert other["seen_in"] == []
