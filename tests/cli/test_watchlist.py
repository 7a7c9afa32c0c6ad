"""Lists are added, shown, compared and taken out, and what they do not say is told."""

from pathlib import Path

import orjson
import pytest

from tests.cli.scanned_case import case_with_posts, scanned_case
from unisono.cli import main


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return case_with_posts(tmp_path / "case").path


def lines(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    assert main([*arguments, "--json", "--quiet"]) == 0
    return [orjson.loads(line) for line in capsys.readouterr().out.splitlines()]


def written(folder: Path, content: str, name: str = "list.csv") -> str:
    file = folder / name
    file.write_text(content, encoding="utf-8")
    return str(file)


LIST = "handle,reason,date,source,membership\n@Ann,copies,2018-06-01,Institute,attributed\nnobody,,,,\n"


def test_a_list_is_added_shown_and_removed(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (added,) = lines(capsys, "watchlist", "add", str(case), "desk", written(tmp_path, LIST))
    assert (added["added"], added["version"], added["members"], added["found"]) == ("desk", 1, 2, 1)
    assert added["absent"] == [{"member": "@nobody", "absent": "no post and no profile of it in the case"}]
    (listed,) = lines(capsys, "watchlist", "list", str(case))
    assert (listed["watchlist"], listed["without_reason"]) == ("desk", 1)
    ann, nobody = lines(capsys, "watchlist", "members", str(case), "desk")
    assert (ann["account"], ann["how"], ann["membership"], ann["reason"]) == (
        "twitter:1",
        "handle",
        "attributed",
        "copies",
    )
    assert (nobody["account"], nobody["membership"]) == (None, None)
    assert lines(capsys, "watchlist", "remove", str(case), "desk") == [{"removed": "desk", "versions": 1}]
    assert lines(capsys, "watchlist", "list", str(case)) == []


def test_a_list_that_does_not_say_why_is_warned_of(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["watchlist", "add", str(case), "bare", written(tmp_path, "@ann\n@nobody\n", "a.txt")]) == 0
    told = capsys.readouterr()
    assert "Added bare, version 1: 2 accounts, 1 of them in the case. Whose list: nobody is named" in told.out
    assert "Warning: No account has a reason." in told.err
    assert "Warning: the list has no source." in told.err
    assert "Warning: the list has no date." in told.err
    assert "Not matched in the case: 1 member: @nobody (no post and no profile of it in the case)." in told.err


def test_a_complete_list_gives_no_warning(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["watchlist", "add", str(case), "desk", written(tmp_path, LIST), "--reason", "in the report"]) == 0
    assert "Warning" not in capsys.readouterr().err


def test_the_next_file_is_a_version_and_tells_who_came_and_went(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = written(tmp_path, "handle,reason\nann,x\nbob,x\n")
    main(["watchlist", "add", str(case), "desk", file])
    capsys.readouterr()
    assert main(["watchlist", "add", str(case), "desk", written(tmp_path, "handle,reason\nann,y\ndora,x\n")]) == 0
    told = capsys.readouterr()
    assert "version 2" in told.out
    assert "Since version 1: 1 came (@dora), 1 went (@bob), 1 are told of otherwise (@ann)." in told.err
    first, second = lines(capsys, "watchlist", "versions", str(case), "desk")
    assert (first["came"], second["came"], second["went"]) == ([], ["@dora"], ["@bob"])
    assert main(["watchlist", "versions", str(case), "desk"]) == 0
    assert "1: @dora" in capsys.readouterr().out
    assert main(["watchlist", "add", str(case), "desk", file.replace("list", "list")]) == 0
    assert "Nothing is new: desk has this very list as version 2" in capsys.readouterr().out


def test_rows_without_an_account_are_told(case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = written(tmp_path, "handle,reason\nann,x\n,lost\nann,z\n")
    assert main(["watchlist", "add", str(case), "desk", file]) == 0
    told = capsys.readouterr().err
    assert "1 row names no account: nothing stands there. The first: 'lost'" in told
    assert "1 row named an account again" in told
    file = written(tmp_path, "handle,reason,date\nann,x,soon\nbob,y,late\n")
    assert main(["watchlist", "add", str(case), "dated", file]) == 0
    assert "Each of 2 rows has a date that cannot be read" in capsys.readouterr().err


def test_whose_claim_a_list_is_is_told_as_it_is_added(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["watchlist", "add", str(case), "desk", written(tmp_path, LIST)]) == 0
    assert "Added desk, version 1: 2 accounts, 1 of them in the case. Whose list: Institute." in capsys.readouterr().out
    said = ["--source", "Press", "--date", "2018-06-02"]
    assert main(["watchlist", "add", str(case), "desk", written(tmp_path, LIST), *said]) == 0
    assert "version 2: 2 accounts, 1 of them in the case. Whose list: Press, of 2018-06-02." in capsys.readouterr().out


def test_a_file_that_is_no_list_ends_with_the_code_of_rejected_data(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["watchlist", "add", str(case), "desk", written(tmp_path, "[{}]", "a.json")]) == 3
    assert "lists no account (it has no rows)" in capsys.readouterr().err
    noise = tmp_path / "noise.csv"
    noise.write_bytes(bytes((number * 167 + 13) % 256 for number in range(3_000)))
    assert main(["watchlist", "add", str(case), "desk", str(noise)]) == 3
    told = capsys.readouterr().err
    assert "is not text" in told
    assert "--map" not in told


def test_a_networks_members_become_a_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = scanned_case(tmp_path / "case").path
    (added,) = lines(capsys, "watchlist", "from-network", str(case), "net", "1")
    assert (added["members"], added["found"], added["without_reason"]) == (3, 3, 0)
    assert added["memberships"] == {"attributed": 0, "acted_together": 3, "engages": 0, "not_said": 0}


def test_members_are_shown_to_people_with_what_is_claimed(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["watchlist", "add", str(case), "desk", written(tmp_path, LIST)])
    capsys.readouterr()
    assert main(["watchlist", "members", str(case), "desk"]) == 0
    told = capsys.readouterr()
    assert "attributed by a source" in told.out
    assert "the list does not say" in told.out
    assert "not a finding of this case" in told.err


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("add", "{case}", "desk", "missing.csv"), "There is no file missing.csv"),
        (("add", "{case}", "../desk", "{file}"), "cannot name a watchlist"),
        (("add", "{case}", "desk", "{file}", "--date", "soon"), "is not a day"),
        (("add", "{case}", "desk", "{file}", "--membership", "guilty"), "is no membership"),
        (("add", "{case}", "desk", "{file}", "--map", "reason"), "names no column"),
        (("members", "{case}", "press"), "no watchlist named press"),
        (("from-network", "{case}", "net", "1"), "has not been scanned"),
    ],
)
def test_what_cannot_be_done_says_what_to_type(
    case: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], says: str
) -> None:
    file = written(tmp_path, LIST)
    assert main(["watchlist", *(part.format(case=case, file=file) for part in arguments)]) == 2
    assert says in capsys.readouterr().err


def test_an_empty_case_says_how_to_add_a_list(case: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["watchlist", "list", str(case)]) == 0
    assert "No watchlists: unisono watchlist add CASE NAME FILE" in "".join(capsys.readouterr())
