"""The command that writes worlds: what it says, what it writes, what it refuses."""

import shutil
from pathlib import Path

import orjson
import pytest

from unisono.cli import main
from unisono.worlds.scenarios import scenario_names


def test_it_says_how_many_posts_and_accounts_and_where_the_truth_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "world"
    assert main(["simulate", "quiet", "-o", str(out), "--posts", "3000", "--seed", "4", "--json"]) == 0
    said = orjson.loads(capsys.readouterr().out)
    assert said["posts"] == len((out / "posts.jsonl").read_bytes().splitlines())
    assert Path(said["truth"]) == out / "truth.json"
    assert said["accounts"] > 300
    assert sorted(path.name for path in out.iterdir()) == ["deleted.csv", "images", "posts.jsonl", "truth.json"]


def test_networks_in_the_world_are_counted_aloud(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "quiet", "-o", str(tmp_path / "quiet"), "--posts", "3000"]) == 0
    quiet = capsys.readouterr().out
    assert f"No network was planted: {tmp_path / 'quiet' / 'truth.json'}" in quiet
    assert main(["simulate", "easy", "-o", str(tmp_path / "easy"), "--posts", "3000"]) == 0
    assert "Networks planted: 4. Who is in them: " in capsys.readouterr().out


def test_a_quiet_world_takes_no_level(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "quiet", "--level", "hard", "-o", str(tmp_path / "world")]) == 2
    assert "unisono simulate hard -o DIR" in capsys.readouterr().err
    assert not (tmp_path / "world").exists()


def test_a_world_far_larger_than_asked_for_is_said_to_be(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "quiet", "-o", str(tmp_path / "small"), "--posts", "100"]) == 0
    said = capsys.readouterr().err
    assert "Warning: the world has 1,9" in said
    assert "posts, not 100: its innocent groups make 1,6" in said
    assert "and ordinary people make 2" in said
    asked = int(said.rsplit("--posts ", 1)[1])
    assert main(["simulate", "quiet", "-o", str(tmp_path / "enough"), "--posts", str(asked)]) == 0
    assert "Warning" not in capsys.readouterr().err
    assert main(["simulate", "quiet", "-o", str(tmp_path / "large"), "--posts", "9000"]) == 0
    assert "Warning" not in capsys.readouterr().err


def test_help_says_which_worlds_take_a_level_and_how_small_they_get(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "--help"]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "quiet has none and takes no level" in said
    assert "adversarial, which has networks (four of them) only with --level" in said
    assert "about 2,000 (quiet) to 23,000 posts" in said


def test_more_posts_than_the_disk_has_room_for_are_refused_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    free = shutil.disk_usage(tmp_path).free
    posts = min(free // 1_000, 512_000_000)
    assert main(["simulate", "quiet", "-o", str(tmp_path / "new" / "world"), "--posts", str(posts)]) == 2
    said = capsys.readouterr().err
    assert f"{tmp_path / 'new' / 'world'} has " in said
    assert "--compress zst" in said
    assert not (tmp_path / "new").exists()


def test_an_unknown_world_gets_the_list(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["simulate", "loud", "-o", str(tmp_path / "world")]) == 2
    said = capsys.readouterr().err
    assert all(name in said for name in scenario_names())
    assert not (tmp_path / "world").exists()


def test_a_folder_that_holds_something_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    assert main(["simulate", "quiet", "-o", str(tmp_path)]) == 2
    assert "not empty" in capsys.readouterr().err


@pytest.mark.parametrize("wrong", [("--compress", "rar"), ("--level", "perfect")])
def test_what_cannot_be_chosen_is_answered_with_what_can(
    wrong: tuple[str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["simulate", "quiet", "-o", str(tmp_path / "world"), *wrong]) == 2
    assert wrong[1] in capsys.readouterr().err
