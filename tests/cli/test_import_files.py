"""The import command: a file becomes posts of a case, and every row is accounted for."""

import hashlib
import json
import subprocess
import sys
from pathlib import Path

import pytest

from unisono.cases import AppendSummary, open_case
from unisono.cli import main
from unisono.cli.import_files import counting_rows

V1_POST = (
    '{"created_at": "Sat Jun 30 23:59:50 +0000 2018", "id_str": "%s", "full_text": "Vote", '
    '"user": {"id_str": "%s", "screen_name": "ann", "created_at": "Sat Jun 30 23:59:50 +0000 2012"}}\n'
)
CALL = "import sys; from unisono.cli import run; sys.argv = ['unisono', *sys.argv[1:]]; run()"


def write_posts(path: Path, count: int = 3) -> Path:
    path.write_text("".join(V1_POST % (1_000 + number, number % 2) for number in range(count)), encoding="utf-8")
    return path


def import_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[dict[str, object]]:
    assert main(["import", *arguments, "--json"]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_file_becomes_posts_of_a_case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write_posts(tmp_path / "posts.jsonl")
    (line,) = import_json(capsys, str(tmp_path / "case"), str(file))
    assert line["file"] == str(file)
    assert (line["read"], line["stored"], line["duplicates"], line["rejected"]) == (3, 3, 0, [])
    assert (line["posts"], line["accounts"]) == (3, 2)
    assert open_case(tmp_path / "case").posts().collect()["post_id"].to_list() == ["1000", "1001", "1002"]


def test_a_file_imported_twice_is_all_duplicates(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(write_posts(tmp_path / "posts.jsonl"))
    import_json(capsys, str(tmp_path / "case"), file)
    (line,) = import_json(capsys, str(tmp_path / "case"), file)
    assert line["read"] == line["duplicates"] == 3
    assert (line["stored"], line["posts"], line["accounts"]) == (0, 3, 2)


def test_rows_that_cannot_be_taken_are_counted_with_a_reason(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write_posts(tmp_path / "posts.jsonl")
    with file.open("a", encoding="utf-8") as handle:
        handle.write('{"id_str": "9", "cut off\n')
    (line,) = import_json(capsys, str(tmp_path / "case"), str(file))
    assert (line["read"], line["stored"]) == (4, 3)
    (rejection,) = line["rejected"]  # type: ignore[misc]
    assert rejection["rows"] == 1
    assert rejection["reason"]
    assert "cut off" in rejection["example"]


def test_stdin_is_a_file_called_minus(tmp_path: Path) -> None:
    posts = write_posts(tmp_path / "posts.jsonl").read_text(encoding="utf-8")
    command = [sys.executable, "-c", CALL, "import", str(tmp_path / "case"), "-", "--json"]
    answer = subprocess.run(command, input=posts, capture_output=True, text=True, check=True)
    assert json.loads(answer.stdout)["stored"] == 3
    assert answer.stderr == ""


def test_a_missing_file_is_a_usage_error_and_makes_no_case(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write_posts(tmp_path / "posts.jsonl")
    assert main(["import", str(tmp_path / "case"), str(file), str(tmp_path / "absent.csv")]) == 2
    assert "absent.csv does not exist" in capsys.readouterr().err
    assert not (tmp_path / "case").exists()


def test_a_file_of_which_nothing_can_be_taken_is_rejected(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "posts.jsonl"
    file.write_text("".join((V1_POST % ("", number))[:60] + "\n" for number in range(3)), encoding="utf-8")
    assert main(["import", str(tmp_path / "case"), str(file), "--format", "twitter_v1"]) == 3
    assert str(file) in capsys.readouterr().err


def test_an_unknown_format_zone_or_field_is_a_usage_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(write_posts(tmp_path / "posts.jsonl"))
    for options in (["--format", "papyrus"], ["--tz", "Mars/Olympus"], ["--map", "colour=blue"], ["--map", "text"]):
        assert main(["import", str(tmp_path / "case"), file, *options]) == 2
    printed = capsys.readouterr().err
    for part in ("papyrus", "There is no time zone 'Mars/Olympus'", "no field colour", "is not FIELD=COLUMN"):
        assert part in printed


def test_the_bar_advances_by_what_is_new_and_starts_again_with_each_file() -> None:
    steps: list[int] = []
    count = counting_rows(steps.append)
    for read in (200, 500, 100, 150):
        count(AppendSummary(read=read))
    assert steps == [200, 300, 100, 50]


def test_a_file_that_is_not_recognised_leaves_no_case_behind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "letter").write_text("Dear all,\nno data here\n")
    (tmp_path / "ids.csv").write_text("id,text,user\n1,a,ann\n2,b,bob\n")
    for name in ("letter", "ids.csv"):
        assert main(["import", str(tmp_path / "case"), str(tmp_path / name)]) == 3
        assert not (tmp_path / "case").exists()
    capsys.readouterr()


@pytest.mark.parametrize(
    "header",
    [
        "post_id,user,date,text",
        "tweetid,userid,tweet_text,tweet_time,tweet_client_name,is_retweet",
        "object_id,account_id,content_id,timestamp_share",
        "external_author_id,author,content,publish_date,harvested_date,account_type",
    ],
)
@pytest.mark.parametrize("command", [["inspect"], ["import", "case"]])
def test_a_header_without_rows_is_said_to_hold_no_post(
    header: str, command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("posts.csv").write_text(header + "\n")
    assert main([*command, "posts.csv"]) == 3
    said = "".join(capsys.readouterr())
    assert "holds no post" in said
    assert "export it again" in said
    assert "No problems found" not in said
    assert not Path("case").exists()


@pytest.mark.parametrize("command", [["inspect"], ["import", "case"]])
def test_a_column_that_is_not_there_is_a_fault_of_the_command(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("posts.csv").write_text("post_id,user,date,text\n1,ann,2020-01-01T00:00:00Z,hello\n")
    assert main([*command, "posts.csv", "--map", "text=words"]) == 2
    assert "posts.csv has no column words. Columns: post_id, user, date, text" in capsys.readouterr().err
    assert not Path("case").exists()


def test_deletions_are_counted_aloud(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case, posts = str(tmp_path / "case"), write_posts(tmp_path / "posts.jsonl")
    (line,) = import_json(capsys, case, str(posts))
    assert line["deletions"] == 0
    gone = tmp_path / "deleted.csv"
    rows = "".join(f"twitter,{number},0,ann,2018-06-30T23:59:50Z,Vote,true\n" for number in (1_000, 1_002))
    gone.write_text("platform,post_id,account_id,handle,created_at,text,is_deleted\n" + rows, encoding="utf-8")
    assert main(["import", case, str(gone)]) == 0
    assert (
        "0 posts stored, 2 duplicates, 0 rejected. 2 deletions noted. The case now holds 3" in capsys.readouterr().out
    )
    (line,) = import_json(capsys, case, str(gone))
    assert (line["stored"], line["duplicates"], line["deletions"]) == (0, 2, 2)
    assert open_case(tmp_path / "case").posts().collect()["is_deleted"].sum() == 2


def write_table(path: Path, text: str = "id,who,when,said\n1,ann,2020-05-04 12:00:01,hello\n") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_folder_gives_a_line_for_each_file_and_one_summary(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "files" / "deep").mkdir(parents=True)
    write_posts(tmp_path / "files" / "deep" / "posts.jsonl")
    write_table(
        tmp_path / "files" / "table.csv", "id,user,date,text\n1,ann,2020-05-04T12:00:01Z,hello\nx,bob,never,you\n"
    )
    write_table(tmp_path / "files" / "README.md", "read me")
    write_table(tmp_path / "files" / "empty.csv", "")
    *lines, last = import_json(capsys, str(tmp_path / "case"), str(tmp_path / "files"))
    names = [Path(str(line["file"])).name for line in lines]
    assert names == ["README.md", "posts.jsonl", "empty.csv", "table.csv"]
    assert [("read" in line, "skipped" in line, "refused" in line) for line in lines] == [
        (False, True, False), (True, False, False), (False, False, True), (True, False, False),
    ]  # fmt: skip
    summary = last["summary"]
    assert isinstance(summary, dict)
    assert (summary["files"], summary["formats"]) == (4, {"twitter_v1": 1, "generic": 1})
    assert (summary["read"], summary["stored"], summary["posts"]) == (5, 4, 4)
    [rejected] = summary["rejected"]
    assert (rejected["reason"], rejected["rows"], rejected["example"]) == ("time cannot be read", 1, "never")
    assert [Path(left["file"]).name for left in summary["refused"]] == ["empty.csv"]


def test_a_refused_file_stops_none_of_the_others_and_gives_code_3_when_it_was_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    empty, posts = write_table(tmp_path / "empty.csv", ""), write_posts(tmp_path / "posts.jsonl")
    assert main(["import", str(tmp_path / "case"), str(empty), str(posts)]) == 3
    said = capsys.readouterr()
    assert "empty.csv: refused." in said.out
    assert "3 posts stored" in said.out
    assert "empty.csv is empty" in said.err
    assert open_case(tmp_path / "case").counts()[0] == 3


def test_a_folder_of_which_nothing_can_be_taken_gives_code_3_and_makes_no_case(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_table(tmp_path / "files" / "empty.csv", "")
    assert main(["import", str(tmp_path / "case"), str(tmp_path / "files")]) == 3
    assert "Nothing of" in capsys.readouterr().err
    assert not (tmp_path / "case").exists()


def test_a_saved_mapping_reads_the_file_and_its_hash_stands_in_the_case(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, saved = write_table(tmp_path / "posts.csv"), tmp_path / "posts.toml"
    pairs = ["--map", "handle=who", "--map", "created_at=when", "--map", "text=said"]
    assert main(["inspect", str(file), *pairs, "--tz", "Europe/Kyiv", "--platform", "vk", "--save", str(saved)]) == 0
    assert f"unisono import CASE {file} --map {saved}" in capsys.readouterr().out
    (line,) = import_json(capsys, str(tmp_path / "case"), str(file), "--map", str(saved))
    assert line["stored"] == 1
    case = open_case(tmp_path / "case")
    [post] = case.posts().collect().rows(named=True)
    assert (post["account_id"], post["text"], post["platform"]) == ("ann", "hello", "vk")
    assert post["created_at"].isoformat() == "2020-05-04T09:00:01+00:00"
    manifest = json.loads((tmp_path / "case" / "manifest.jsonl").read_text().splitlines()[0])
    settings = manifest["source"]["settings"]
    assert settings["mapping file"] == str(saved)
    assert settings["mapping sha256"] == hashlib.sha256(saved.read_bytes()).hexdigest()
    # An option counts more than the file.
    (line,) = import_json(capsys, str(tmp_path / "case"), str(file), "--map", str(saved), "--platform", "gab")
    assert line["stored"] == 1


@pytest.mark.parametrize("command", [["inspect"], ["import", "case"]])
def test_a_column_that_is_taken_out_of_a_saved_mapping_is_not_guessed_again(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("posts.csv").write_text("id,user,date,text,links\n1,ann,2020-01-01T00:00:00Z,hello,https://a.example\n")
    assert main(["inspect", "posts.csv", "--save", "posts.toml"]) == 0
    saved = Path("posts.toml").read_text(encoding="utf-8")
    Path("posts.toml").write_text(saved.replace("urls = ", "# urls = "), encoding="utf-8")
    assert main([*command, "posts.csv", "--map", "posts.toml"]) == 0
    if command == ["inspect"]:
        assert "Not read: links" in capsys.readouterr().out
    else:
        assert open_case(Path("case")).posts().collect()["urls"].to_list() == [[]]
    Path("posts.toml").write_text(saved.replace("handle = ", "# handle = "), encoding="utf-8")
    assert main([*command, "posts.csv", "--map", "posts.toml"]) == 3
    assert "has no account column" in "".join(capsys.readouterr())


@pytest.mark.parametrize("command", [["inspect"], ["import", "case"]])
def test_a_file_that_what_was_said_does_not_fit_stops_none_of_the_others(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("other.csv").write_text("who,when,said\nann,2020-01-01T00:00:00Z,hello\n")
    Path("posts.csv").write_text("id,user,date,words\n1,ann,2020-01-01T00:00:00Z,hello\n")
    assert main([*command, "other.csv", "posts.csv", "--map", "text=words"]) == 3
    said = capsys.readouterr()
    assert "other.csv: refused. other.csv has no column words. Columns: who, when, said" in said.out
    assert "posts.csv (generic): 1 row read" in said.out or "posts.csv: generic, 1 row" in said.out
    assert "other.csv" in said.err


def test_the_profiles_of_a_file_without_posts_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "users.jsonl"
    file.write_text('{"data": [{"id": "1", "username": "ann", "name": "Ann"}, {"id": "2", "username": "bob"}]}\n')
    assert main(["import", str(tmp_path / "case"), str(file)]) == 0
    assert "2 rows read, 0 posts stored, 0 duplicates, 0 rejected. 2 profiles noted." in capsys.readouterr().out


def test_the_platform_that_was_said_is_that_of_files_which_tell_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_table(tmp_path / "files" / "any.csv", "user,date,text\nann,2020-01-01T00:00:00Z,hello\n")
    status = {
        "id": "1", "uri": "https://one.example/@ann/1", "created_at": "2020-01-01T00:00:00Z", "content": "<p>hello</p>",
        "visibility": "public", "account": {"acct": "ann", "username": "ann", "url": "https://one.example/@ann"},
    }  # fmt: skip
    write_table(tmp_path / "files" / "statuses.jsonl", json.dumps(status) + "\n")
    page = (
        "Page Name,User Name,Facebook Id,Created,Type,Total Interactions,Likes,Comments,Shares,URL,Message,Link\n"
        "Ann,ann,100064000012345,2020-01-01 00:00:00 UTC,Link,3,1,1,1,https://facebook.com/ann/posts/123456,hello,\n"
    )
    write_table(tmp_path / "files" / "page.csv", page)
    import_json(capsys, str(tmp_path / "case"), str(tmp_path / "files"), "--platform", "vk")
    platforms = open_case(tmp_path / "case").posts().collect()["platform"]
    assert sorted(platforms) == ["facebook", "mastodon", "vk"]


@pytest.mark.parametrize("command", [["inspect"], ["import", "case"]])
def test_dates_that_can_be_read_two_ways_ask_for_their_order(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_table(tmp_path / "posts.csv", "user,date,text\nann,3/4/2018 10:00,hello\n")
    assert main([*command, "posts.csv"]) == 3
    assert "--dates day-first or --dates month-first" in "".join(capsys.readouterr())
    assert main([*command, "posts.csv", "--dates", "day-first", "--json"]) == 0
    assert main([*command, "posts.csv", "--map", "date_order=day_first"]) == 2


@pytest.mark.parametrize("command", [["inspect"], ["import", "case"]])
def test_what_was_assumed_is_a_problem_with_advice_in_both_commands(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_table(
        tmp_path / "posts.csv", "user,date,text\nann,2018-04-03 10:00:01,hello\nann,2018-04-03 10:00:02 CST,x\n"
    )
    assert main([*command, "posts.csv", "--json"]) == 0
    problems = {problem["code"]: problem for problem in json.loads(capsys.readouterr().out)["problems"]}
    assert "--tz" in problems["no_time_zone"]["advice"]
    assert "--platform" in problems["no_platform"]["advice"]
    assert problems["zone_letters"]["example"] == "2018-04-03 10:00:02 CST"


def test_a_format_that_a_file_has_not_is_refused_with_what_it_looks_like(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(write_posts(tmp_path / "posts.csv"))
    assert main(["import", str(tmp_path / "case"), file, "--format", "crowdtangle"]) == 3
    assert "looks like JSON lines with the fields created_at, id_str" in capsys.readouterr().err


def test_advice_names_the_case_and_is_printed_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("a", "b"):
        write_table(tmp_path / "files" / f"{name}.csv", f"user,date,text\nann,2018-04-03 10:00:01,{name}\n")
    write_table(tmp_path / "files" / "c.csv", "user,words\nann,hello\n")
    assert main(["import", str(tmp_path / "my case"), str(tmp_path / "files")]) == 0
    said = capsys.readouterr().out
    assert f"Try: unisono import '{tmp_path / 'my case'}' {tmp_path / 'files' / 'c.csv'} --map" in said
    assert said.count("--tz ZONE") == 1
    assert said.count("(advice above)") >= 1
    assert "no_time_zone in 2 files" in said


def test_the_memory_of_an_import_can_be_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(write_posts(tmp_path / "posts.jsonl"))
    (line,) = import_json(capsys, str(tmp_path / "case"), file, "--memory", "256MiB")
    assert line["stored"] == 3
    assert main(["import", str(tmp_path / "case"), file, "--memory", "many"]) == 2
    assert "no amount of memory" in capsys.readouterr().err
