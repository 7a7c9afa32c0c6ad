"""The page of one post."""

import json
from pathlib import Path

import pytest

from tests.detectors.small_world import case_of, scanned, world
from tests.dossiers.written_case import write_case
from unisono.cases import Case
from unisono.cli import main
from unisono.cli.post_page import WIDTH, control_lines, paragraph, table_text
from unisono.detectors.scanning import scan_case


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    made = case_of(tmp_path_factory.mktemp("post_page") / "case", world())
    scanned(made)
    return made


@pytest.fixture(scope="module")
def hired_post(case: Case) -> str:
    run = case.latest_run()
    assert run is not None
    findings = run.table("findings")
    return str(findings.filter(findings["detector"] == "amplified_post").sort("q", "subject")["subject"][0])


def shown(case: Case, name: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["show", str(case.path), "post", name]) == 0
    return capsys.readouterr().out


def test_the_page_answers_first_and_fits_a_terminal(
    case: Case, hired_post: str, capsys: pytest.CaptureFixture[str]
) -> None:
    page = shown(case, hired_post, capsys)
    lines = page.split("How to go on")[0].splitlines()
    assert lines[0].startswith(f"Post {hired_post} by ")
    assert all(len(line) <= 80 for line in lines)
    parts = (
        "Answer",
        "What could explain the reposts",
        "Who reposted it",
        "Time",
        "Company",
        "What the",
        "Beside it\n",
        "Replies\n",
    )
    places = [page.index(f"\n{part}") for part in parts]
    assert places == sorted(places)
    for words in ("acted together in networks", "Networks here: network", "Cannot say: Who paid"):
        assert words in " ".join(page.split())


def test_json_is_one_object_with_the_contracted_fields(
    case: Case, hired_post: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", str(case.path), "post", hired_post.split(":")[1], "--json"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    card = json.loads(line)
    fixed = "post_id reposts networked_reposts networked_share share_low share_high networks names languages places"
    assert {*fixed.split(), "purpose", "control_post", "hypotheses", "verdict"} <= set(card)
    assert card["post_id"] == hired_post


def test_an_unknown_post_is_a_usage_error_that_names_others(case: Case, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", str(case.path), "post", "nothing"]) == 2
    error = capsys.readouterr().err
    assert "has no post nothing" in error
    assert "Type one: unisono show" in error


def test_a_case_of_reposts_alone_says_what_it_cannot_say(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    posts = [
        {"account": f"a{number}", "kind": "repost", "ref_post_id": "x9", "text": "RT @z: 港の橋", "minutes": number}
        for number in range(60)
    ]
    made = write_case(tmp_path / "case", posts)
    page = shown(made, "x9", capsys)
    assert "Cannot say: the case was not scanned." in page
    assert "The post itself was not collected" in page
    scan_case(made)
    page = shown(made, "x9", capsys)
    assert "only 0 of 60" in page
    assert "Nothing can be compared" in page
    assert "“港の橋”" in page


def test_explanations_that_were_tested_are_not_listed_again(
    case: Case, hired_post: str, capsys: pytest.CaptureFixture[str]
) -> None:
    page = " ".join(shown(case, hired_post, capsys).split())
    assert page.count("a fan club") == 1
    assert "Not tested: programs that say so; an agreement or a call made where the case does not reach" in page
    assert "innocent explanations were tested: see above." in page
    assert "declared bots" not in page


def test_few_reposts_are_said_to_show_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    posts = [{"account": "z", "text": "hello", "id": "z1"}]
    posts += [{"account": f"a{number}", "kind": "repost", "ref_post_id": "z1", "text": "RT"} for number in range(4)]
    made = write_case(tmp_path / "case", posts)
    scan_case(made)
    page = shown(made, "z1", capsys)
    assert "Nothing unusual can be shown, nor ruled out." in page
    assert "n = 4 reposts, and fewer than 10 can show nothing" in " ".join(page.split())
    assert "cannot say, cannot say" not in page


def test_the_contrast_stands_beside_a_control_that_networks_pushed() -> None:
    control = {"post_id": "t:2", "reposts": 30, "networked_share": 0.9, "share_low": 0.8, "share_high": 1.0}
    contrast = {"post_id": "t:3", "reposts": 1, "networked_share": 0.0, "share_low": 0.0, "share_high": 0.1}
    page = {
        "control_post": {**control, "rule": "the rule."},
        "contrast_post": {**contrast, "rule": "another rule."},
        "comparable": {"posts": [control, contrast], "rule": "the rule."},
    }
    assert control_lines(page)[-2:] == [
        "Contrast post t:3, 1 repost: networked 0.0% (95 %: 0.0% to 10.0%).",
        "Chosen as another rule.",
    ]
    assert len(control_lines({**page, "contrast_post": page["control_post"]})) == len(control_lines(page)) - 2


def test_a_column_without_a_value_is_left_out_and_the_true_reason_is_given() -> None:
    row = {"trait": "young", "label": "young", "n": 435, "compared_n": 0, "cannot_say": "known of 0", "unusual": False}
    shares = {"value": 0.5, "networked_value": 0.5, "control_value": 0.25, "compared_value": None}
    why = "no reposter of comparable posts is in no network and not here as well; 20 are needed"
    table = table_text({"persona": [{**row, **shares}], "comparable": {"cannot_say": why}})
    assert table.splitlines()[1].split() == ["here", "networks", "control"]
    assert f"Nothing can be compared: {why}." in " ".join(table.split())


def test_replies_are_told_with_their_share(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own = [{"account": f"a{number}", "text": f"words {number} {other}"} for number in range(30) for other in range(4)]
    posts = [{"account": "z", "text": "hello", "id": "z1"}, *own]
    posts += [{"account": f"a{number}", "kind": "reply", "ref_post_id": "z1", "text": "no"} for number in range(30)]
    made = write_case(tmp_path / "case", posts)
    scan_case(made)
    assert "30 accounts replied: networked 0.0% (95 %: 0.0% to" in shown(made, "z1", capsys)


def test_the_table_marks_what_differs_and_says_what_was_not_tested() -> None:
    row = {"group": "names", "caveat": "It happens.", "n": 100, "compared_n": 200, "cannot_say": None, "unusual": False}
    shares = {"value": 0.5, "networked_value": 0.75, "control_value": 0.004, "compared_value": 0.0}
    rows = [
        {**row, **shares, "trait": "young", "label": "made in the 90 days before", "unusual": True},
        {**row, **shares, "trait": "fast", "label": "reposted within 10 seconds", "cannot_say": "known of 3"},
        {**row, "trait": "language", "label": "languages, as a mix"}
        | {"kinds": [{"kind": "Русский", "share": 0.8}], "compared_kinds": []},
    ]
    table = table_text({"persona": rows})
    lines = table.splitlines()
    assert lines[1].split() == ["here", "networks", "control", "others"]
    assert lines[2].startswith("* made in the 90 days before")
    assert lines[2].split()[-4:] == ["50%", "75%", "0.4%", "0%"]
    assert lines[3].startswith("  reposted within 10 seconds")
    assert "Languages (n = 100): Русский 80%." in table
    assert "made in the 90 days before: n = 100 and 200. It happens." in table
    assert "Not tested (known of fewer than 20 on a side): reposted within 10 seconds." in " ".join(table.split())


def test_paragraphs_are_no_wider_than_a_terminal() -> None:
    lines = paragraph("Title", ["word " * 60, "short"]).splitlines()
    assert lines[0] == "Title"
    assert max(len(line) for line in lines) <= WIDTH
    assert lines[-1] == "  short"
