"""The command that writes worlds: what it says, what it writes, what it refuses."""

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
