"""The inspect command: what a file holds, before anything is stored."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.test_import_files import write_posts
from tests.importers.table_sources import SAMPLES
from unisono.cases import open_case
from unisono.cli import main
from unisono.cli.inspect_files import inspect_text

FOUND = {
    "file": "posts.csv",
    "format": "csv",
    "rows": 1_234,
    "first_at": datetime(2018, 6, 1, tzinfo=UTC),
    "last_at": datetime(2018, 6, 30, 12, tzinfo=UTC),
    "columns": {"created_at": "tweet_time", "text": "body"},
    "nulls": {"created_at": 0.0, "text": 0.125},
    "problems": [{"code": "damaged_ids", "rows": 7, "example": "1.01E+18", "advice": "Export ids as text."}],
}


def test_json_has_the_fields_that_scripts_rely_on(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write_posts(tmp_path / "posts.jsonl")
    assert main(["inspect", str(file), str(file), "--json"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert len(rows) == 2
    assert {"file", "format", "rows", "first_at", "last_at", "columns", "problems"} <= set(rows[0])
    assert rows[0]["rows"] == 3
    assert rows[0]["first_at"] == "2018-06-30T23:59:50Z"
    assert "created_at" in rows[0]["columns"]
    assert list(tmp_path.iterdir()) == [file]


def test_a_person_reads_dates_the_mapping_and_advice() -> None:
    assert inspect_text(FOUND).splitlines() == [
        "posts.csv: csv, 1,234 rows, 2018-06-01T00:00:00Z to 2018-06-30T12:00:00Z",
        "  Columns, our field from the file's, and the share of rows without a value:",
        "    created_at  tweet_time    0.0 %",
        "    text        body         12.5 %",
        "  Problems:",
        "    damaged_ids: 7 rows, such as 1.01E+18",
        "      Export ids as text.",
    ]


def test_a_file_of_nothing_reads_as_such() -> None:
    empty = {**FOUND, "rows": 0, "first_at": None, "last_at": None, "columns": {}, "problems": []}
    assert inspect_text(empty).splitlines() == [
        "posts.csv: csv, 0 rows, no times",
        "  No column is recognised.",
        "  No post was found.",
    ]


def test_what_a_person_says_about_a_file_is_looked_at_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "posts.csv"
    file.write_text("who,when_,said\n9,2018-06-30 20:00,Vote\n", encoding="utf-8")
    options = ["--format", "generic", "--map", "account_id=who", "--map", "created_at=when_", "--map", "text=said"]
    assert main(["inspect", str(file), *options, "--tz", "Europe/Kyiv", "--json"]) == 0
    row = json.loads(capsys.readouterr().out)
    assert row["first_at"] == "2018-06-30T17:00:00Z"
    assert (row["columns"]["account_id"], row["columns"]["created_at"]) == ("who", "when_")


def test_a_missing_file_is_a_usage_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["inspect", str(tmp_path / "absent.csv")]) == 2
    assert "absent.csv does not exist" in capsys.readouterr().err


def test_a_file_that_cannot_be_read_stops_none_of_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty, posts = tmp_path / "empty.csv", tmp_path / "posts.csv"
    empty.write_text("")
    posts.write_text("id,user,date,text\n1,ann,2020-01-01T00:00:00Z,hello\n")
    assert main(["inspect", str(empty), str(posts)]) == 3
    said = capsys.readouterr()
    assert "empty.csv: refused." in said.out
    assert "posts.csv: generic, 1 row" in said.out
    assert "empty.csv cannot be imported" in said.err


def test_a_file_that_cannot_be_imported_is_told_with_exit_code_3(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "posts.csv"
    file.write_text("id,text,user\n1,a,ann\n2,b,bob\n", encoding="utf-8")
    assert main(["inspect", str(file), "--json"]) == 3
    said = capsys.readouterr()
    assert [problem["code"] for problem in json.loads(said.out)["problems"]] == ["refused"]
    assert "posts.csv cannot be imported" in said.err


def test_the_line_to_type_next_comes_last(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "my posts.jsonl"
    write_posts(file)
    assert main(["inspect", str(file), "--tz", "Europe/Kyiv"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == f"  Import it: unisono import CASE '{file}' --tz Europe/Kyiv"


def test_rows_without_a_value_are_told_for_each_field(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "posts.csv"
    file.write_text("id,user,date,text\n1,ann,2020-05-04T12:00:00Z,\n2,bob,2020-05-04T12:00:01Z,b\n", encoding="utf-8")
    assert main(["inspect", str(file), "--json"]) == 0
    nulls = json.loads(capsys.readouterr().out)["nulls"]
    assert (nulls["post_id"], nulls["text"], nulls["urls"]) == (0.0, 0.5, 1.0)
    assert main(["inspect", str(file)]) == 0
    assert "    text        text   50.0 %" in capsys.readouterr().out.splitlines()


@pytest.mark.parametrize(
    "sample", ["twitter_io_archive.csv", "crowdtangle_groups.csv", "coortweet.csv", "twitter_v1.jsonl"]
)
def test_a_file_is_read_the_same_with_the_mapping_that_was_kept_of_it(
    sample: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, save = str(SAMPLES / sample), str(tmp_path / "kept.toml")
    assert main(["inspect", file, "--save", save]) == 0
    assert main(["import", str(tmp_path / "guessed"), file]) == 0
    assert main(["import", str(tmp_path / "mapped"), file, "--map", save]) == 0
    guessed, mapped = (open_case(tmp_path / name).posts().collect() for name in ("guessed", "mapped"))
    assert mapped.equals(guessed)
    assert guessed.height > 0
    capsys.readouterr()


def test_one_mapping_is_kept_of_one_file_and_none_is_overwritten(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, save = str(write_posts(tmp_path / "posts.jsonl")), tmp_path / "posts.toml"
    assert main(["inspect", file, "--save", str(save)]) == 0
    assert 'format = "twitter_v1"' in save.read_text(encoding="utf-8")
    for arguments in ([file, file, "--save", str(tmp_path / "b.toml")], [file, "--save", str(save)],
                      [file, "--save", str(tmp_path / "b.txt")]):  # fmt: skip
        assert main(["inspect", *arguments]) == 2
    said = capsys.readouterr().err
    for fault in ("keeps how one file is read", "is there already", "ends in .toml"):
        assert fault in said
    assert main(["inspect", file, "--save", str(save), "--overwrite"]) == 0


def test_a_folder_is_inspected_file_by_file_and_summed_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "files").mkdir()
    write_posts(tmp_path / "files" / "a.jsonl")
    (tmp_path / "files" / "b.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "files" / "c.csv").write_bytes(b"")
    assert main(["inspect", str(tmp_path / "files"), "--json"]) == 0
    *lines, last = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [set(line) & {"format", "skipped", "refused"} for line in lines] == [{"format"}, {"skipped"}, {"refused"}]
    summary = last["summary"]
    assert (summary["files"], summary["formats"], summary["rows"]) == (3, {"twitter_v1": 1}, 3)
    assert summary["first_at"] == "2018-06-30T23:59:50Z"
    (tmp_path / "files" / "a.jsonl").unlink()
    assert main(["inspect", str(tmp_path / "files")]) == 3
    assert "cannot be imported" in capsys.readouterr().err


def test_columns_that_are_not_read_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "posts.csv"
    file.write_text("id,author,created_at,text,mood,Weather\n1,ann,2024-03-10T07:00:00Z,hello,good,rain\n")
    assert main(["inspect", str(file)]) == 0
    assert "  Not read: mood, Weather\n" in capsys.readouterr().out


def test_a_file_without_posts_says_so_before_its_columns(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    follows = tmp_path / "follows.csv"
    follows.write_text("source,target\nann,bea\ncem,bea\n")
    assert main(["inspect", str(follows)]) == 3
    said = capsys.readouterr().out
    assert "looks like a list of who follows" in said
    assert said.index("looks like a list") < said.index("Columns, our field")
    profiles = SAMPLES / "reddit_accounts.csv"
    assert main(["inspect", str(profiles)]) == 0
    said = capsys.readouterr().out
    assert said.index("no_posts: 3 profiles") < said.index("Columns, our field")
