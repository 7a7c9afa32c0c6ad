"""Targets on the command line: added, listed, removed, with word lists of the user's own."""

from pathlib import Path

import orjson
import pytest

from tests.cli.scanned_case import case_with_posts
from unisono.cli import main
from unisono.web.jobs.kept import new_job


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, object]]:
    return [orjson.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_target_is_added_with_all_its_names_and_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = str(case_with_posts(tmp_path / "case").path)
    given = ["--alias", "Ilva Sorrendo", "--alias", "فاطمة", "--hashtag", "#FueraIlva", "--account", "@ilvas"]
    assert main(["target", "add", case, "Ilva", *given, "--json"]) == 0
    (told,) = lines(capsys)
    assert told["added"] == "Ilva"
    assert (told["aliases"], told["hashtags"], told["accounts"]) == (
        ["Ilva Sorrendo", "فاطمة"],
        ["FueraIlva"],
        ["@ilvas"],
    )
    assert main(["target", "add", case, "ilva", "--alias", "Sorrendo", "--json"]) == 0
    assert lines(capsys)[0]["aliases"] == ["Ilva Sorrendo", "فاطمة", "Sorrendo"]
    assert main(["target", "list", case, "--json"]) == 0
    assert [one["target"] for one in lines(capsys)] == ["Ilva"]


def test_what_is_looked_for_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = str(case_with_posts(tmp_path / "case").path)
    assert main(["target", "add", case, "mayor", "--hashtag", "out", "--account", "m"]) == 0
    said = capsys.readouterr().out
    assert "mention, answer or quote @m; or carry #out, which count as used against it." in said
    assert f"unisono show {case} target mayor" in said
    assert main(["target", "add", case, "Bruno"]) == 0
    assert "Posts are about it that name Bruno." in capsys.readouterr().out


def test_long_names_are_not_said_again_in_full(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = str(case_with_posts(tmp_path / "case").path)
    assert main(["target", "add", case, "mayor", "--alias", "x" * 5000, "--account", "y" * 5000]) == 0
    assert len(capsys.readouterr().out) < 800
    assert main(["show", case, "target", "z" * 5000]) == 2
    assert len(capsys.readouterr().err) < 800


def test_an_account_that_the_case_does_not_have_is_kept_and_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    opened = case_with_posts(tmp_path / "case")
    platform, known = opened.posts().select("platform", "account_id").head(1).collect().row(0)
    case = str(opened.path)
    assert main(["target", "add", case, "mayor", "--account", "nosuch", "--account", f"{platform}:{known}"]) == 0
    said = capsys.readouterr().out
    assert "The case has no account nosuch: kept all the same" in said
    assert main(["target", "add", case, "mayor", "--account", "nosuch", "--json"]) == 0
    (told,) = lines(capsys)
    assert told["accounts_not_in_case"] == ["nosuch"]
    assert told["accounts"] == ["nosuch", f"{platform}:{known}"]


def test_no_name_is_suggested_that_would_be_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = str(case_with_posts(tmp_path / "case").path)
    assert main(["show", case, "target", "😀"]) == 2
    said = capsys.readouterr().err
    assert "no target named 😀" in said
    assert f"unisono target add {case} NAME --alias" in said
    assert main(["show", case, "target", "mayor"]) == 2
    assert f"unisono target add {case} mayor --alias" in capsys.readouterr().err


def test_an_empty_name_and_an_unknown_target_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = str(case_with_posts(tmp_path / "case").path)
    assert main(["target", "add", case, "a", "--alias", "…"]) == 2
    assert "An alias needs a letter or a digit: --alias NAME" in capsys.readouterr().err
    assert main(["target", "remove", case, "a"]) == 2
    assert "no target named a" in capsys.readouterr().err
    assert main(["target", "list", case]) == 0
    assert "No targets: unisono target add" in capsys.readouterr().out


def test_a_hashtag_that_no_post_can_carry_is_refused_with_what_it_would_be(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = str(case_with_posts(tmp_path / "case").path)
    for tag, carried in (("x<script>", "x"), ("Out,Down", "Out"), ("#a-b", "a"), ('"q"', "q")):
        assert main(["target", "add", case, "a", "--hashtag", tag]) == 2
        said = " ".join(capsys.readouterr().err.split())
        assert f"No post can carry #{tag.lstrip('#')}: a hashtag has letters, digits and _" in said
        assert said.endswith(f"Give --hashtag {carried}")
    given = ["--hashtag", "मोदी_हटाओ", "--hashtag", "#fuera2018", "--hashtag", "نه\u200cبه"]
    assert main(["target", "add", case, "a", *given]) == 0


def test_a_name_that_no_file_can_have_is_refused_plainly_with_where_to_give_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = str(case_with_posts(tmp_path / "case").path)
    assert main(["target", "add", case, "O'Neil"]) == 0
    assert main(["show", case, "target", "O'Neil"]) == 0
    capsys.readouterr()
    for name in ('Ann "the O\'Neil"', 'Ann\tO\'Neil/"x"'):
        assert main(["target", "add", case, name]) == 2
        said = " ".join(capsys.readouterr().err.split())
        assert "\\" not in said
        assert said.startswith("unisono: Ann ")
        assert "spaces and _ . - · ' ’" in said
        assert "--alias" in said


def test_a_target_is_removed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = str(case_with_posts(tmp_path / "case").path)
    assert main(["target", "add", case, "a"]) == 0
    assert main(["target", "remove", case, "A"]) == 0
    assert "Removed A." in capsys.readouterr().out
    assert main(["target", "list", case, "--json"]) == 0
    assert lines(capsys) == []


def test_a_target_that_is_removed_is_in_no_job_any_more_and_where_it_may_be_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = case_with_posts(tmp_path / "case")
    assert main(["target", "add", str(case.path), "Sorrendo"]) == 0
    kept_page = case.path / "derived" / "pages" / "state" / "card.json"
    kept_page.parent.mkdir(parents=True)
    kept_page.write_text('{"target": "Sorrendo"}', encoding="utf-8")
    new_job(case.path, "export", {"what": "target-page", "target": "Sorrendo"})
    case.write_run({"settings": {}}, {})
    capsys.readouterr()
    assert main(["target", "remove", str(case.path), "sorrendo"]) == 0
    assert "What was made before may still name it: runs in" in capsys.readouterr().out
    assert [file for file in case.path.rglob("*") if file.is_file() and b"orrendo" in file.read_bytes()] == []


def test_a_word_list_is_added_listed_and_removed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    case = str(case_with_posts(tmp_path / "case").path)
    (tmp_path / "mine.txt").write_text("zorblat\n- idiot\n", encoding="utf-8")
    assert main(["target", "words", case, str(tmp_path / "mine.txt"), "--json"]) == 0
    assert lines(capsys) == [{"added": "mine", "phrases": 1, "switched_off": 1}]
    assert main(["target", "words", case, "--json"]) == 0
    assert lines(capsys) == [{"words": "mine"}]
    assert main(["target", "words", case, "--remove", "mine"]) == 0
    assert main(["target", "words", case]) == 0
    assert "No word lists of your own" in capsys.readouterr().out
    assert main(["target", "words", case, str(tmp_path / "none.txt")]) == 2
    assert "There is no file" in capsys.readouterr().err


def test_an_alias_that_many_posts_hold_is_warned_of_and_kept(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "posts.csv"
    lines_of = [f"{n},a{n},2024-01-01T10:{n % 60:02}:00Z,{'a hope ' if n % 2 else ''}text {n}" for n in range(60)]
    file.write_text("\n".join(["id,user,created_at,text", *lines_of]) + "\n")
    case = str(tmp_path / "case")
    assert main(["import", case, str(file), "--platform", "twitter"]) == 0
    capsys.readouterr()
    assert main(["target", "add", case, "mayor", "--alias", "Hope", "--alias", "Hope Sorrendo", "--json"]) == 0
    assert lines(capsys)[0]["frequent_names"] == [{"name": "Hope", "posts": 30, "of": 60}]
    assert main(["target", "add", case, "mayor"]) == 0
    assert "Warning: 30 of 60 posts looked at hold Hope." in capsys.readouterr().out
