"""Platforms are written in one way, however they are typed."""

import json
from pathlib import Path

import pytest

import unisono
from unisono.cli import main
from unisono.importers.platform_names import known_platform
from unisono.model.errors import UsageError

POSTS = "post_id,account_id,created_at,text\n1,a,2020-01-01T00:00:00Z,hello\n"


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("twitter", "twitter"),
        ("Twitter", "twitter"),
        ("X", "twitter"),
        (" www.Facebook.com ", "facebook"),
        ("Truth Social", "truthsocial"),
        ("forum", "forum"),
        ("Одноклассники", "одноклассники"),
        ("", None),
        (None, None),
    ],
)
def test_a_platform_is_written_as_its_posts_are_elsewhere(typed: str | None, written: str | None) -> None:
    assert known_platform(typed) == written


@pytest.mark.parametrize("typed", ["a:b", "two words", "-x", "a/b", "x\u202ey", "=1"])
def test_what_cannot_begin_an_id_is_refused_with_advice(typed: str) -> None:
    with pytest.raises(UsageError, match="--platform twitter"):
        known_platform(typed)


def test_a_file_imported_for_x_and_one_for_twitter_hold_the_same_posts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, case = tmp_path / "posts.csv", str(tmp_path / "case")
    file.write_text(POSTS)
    mapping = tmp_path / "kept.toml"
    mapping.write_text('unisono_mapping = 1\nplatform = "Twitter"\n')
    for said in (["--platform", "X"], ["--platform", "twitter"], ["--map", str(mapping)]):
        assert main(["import", case, str(file), *said, "--json"]) == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [(line["stored"], line["duplicates"]) for line in lines] == [(1, 0), (0, 1), (0, 1)]
    (added,) = unisono.open(case).add(file, platform="TWITTER").files
    assert added["duplicates"] == 1


def test_a_mapping_file_with_no_name_of_a_platform_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, mapping = tmp_path / "posts.csv", tmp_path / "kept.toml"
    file.write_text(POSTS)
    mapping.write_text('unisono_mapping = 1\nplatform = "two words"\n')
    assert main(["import", str(tmp_path / "case"), str(file), "--map", str(mapping)]) == 2
    assert f"{mapping}: 'two words' cannot name a platform" in capsys.readouterr().err
