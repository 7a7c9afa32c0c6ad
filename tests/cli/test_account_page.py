"""The page of one account, with and without a scan, of few posts and of none."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cli.scanned_case import scanned_case
from tests.dossiers.account.lives import lives_case, post
from unisono.cases import Case
from unisono.cli import main
from unisono.cli.account_page import life_text


@pytest.fixture(scope="module")
def lives(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """Return the case of known lives, which is not scanned."""
    return lives_case(tmp_path_factory.mktemp("page") / "case")


def shown(case: Case, name: str, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["show", str(case.path), "account", name]) == 0
    return capsys.readouterr().out


def test_a_page_tells_who_what_is_known_the_life_the_week_the_signals_and_the_way_on(
    lives: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    page = shown(lives, "@h_sleeper", capsys)
    assert page.startswith("@h_sleeper (twitter:sleeper), Patriot\n  Bio: The vote\n")
    assert "Counters: 900 followers, 5 followed (as seen 2017-10-28T00:00:00Z)" in page
    assert "Also called: @old_name" in page
    parts = (
        "What is known of it",
        "Life\n",
        "Hours and weekdays (",
        "Signals (",
        "Most frequent",
        "What changed in its",
    )
    places = [page.index(part) for part in parts]
    assert places == sorted(places)
    assert "^ woke after 199 days" in page
    assert "silent      2017-03-02" in page
    assert f"Networks: none yet. Find out whether it acts together with others: unisono scan {lives.path}" in page
    assert f"unisono show {lives.path} account twitter:sleeper --json" in page


def test_the_estimate_stands_last_and_small_and_nobody_is_called_a_bot(
    lives: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    page = shown(lives, "turncoat", capsys)
    assert page.splitlines()[0].startswith("@h_turncoat")
    assert page.index("Automation estimate:") > page.index("How to go on")
    assert " bot" not in page.lower().replace("botto", "")


def test_days_without_hours_are_shown_as_days_and_a_silence_is_compared_with_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Posts on days 0 to 7, every 3 days to day 40, and again on day 160, which its pauses of 3 days do not explain."""
    days = [*range(8), *range(10, 41, 3), *range(160, 170)]
    more = [post("dated", day, number, created_at_precision="day") for number, day in enumerate(days)]
    case = lives_case(tmp_path / "case", more)
    page = shown(case, "dated", capsys)
    life = page[page.index("Life\n") : page.index("Hours and weekdays")]
    assert "first post  2017-01-01\n" in life and "last post   2017-06-19" in life
    assert "silent      2017-02-10 to 2017-06-10, 120 days; at least three times as long as its other silences" in life
    assert "T00:00:00Z" not in life and "rhythm" not in life
    assert main(["show", str(case.path), "account", "dated", "--json"]) == 0
    card = json.loads(capsys.readouterr().out)["life"]
    assert (card["first_at"], card["first_precision"]) == ("2017-01-01T00:00:00Z", "day")
    assert {one["ended_precision"] for one in card["silences"]} == {"day"}


def test_one_of_two_long_silences_is_not_said_to_be_longer_than_all_others() -> None:
    day = datetime(2017, 1, 1, tzinfo=UTC)
    spans = [(200.0, True), (110.0, True), (2.0, False)]
    silences = [
        {
            "days": days,
            "began_at": day,
            "ended_at": day,
            "began_precision": "day",
            "ended_precision": None,
            "woke": woke,
        }
        for days, woke in spans
    ]
    life = {"activity": [{"day": day.date(), "posts": 1}], "uncollected": [], "events": [], "made_at": None}
    dated = {"first_at": day, "last_at": day, "first_precision": "day", "last_precision": "day", "case_last_at": day}
    lines = life_text({"life": {**life, **dated, "silences": silences}, "turn": {"turned": False}}).splitlines()
    noted = [line for line in lines if "silent  " in line]
    assert noted[0].endswith("200 days; at least three times as long as all but 1 of its other silences")
    assert noted[1].endswith("110 days; at least three times as long as all but 1 of its other silences")
    assert noted[2].endswith("2.0 days")


def test_a_change_of_subject_has_its_shares_and_its_chance(lives: Case, capsys: pytest.CaptureFixture[str]) -> None:
    page = shown(lives, "turncoat", capsys)
    assert "What it posted about before 2017-07-" in page
    assert "#vote" in page and "The two sides differ by" in page
    assert "^ changed its subject" in page


def test_few_posts_are_said_to_be_few(lives: Case, capsys: pytest.CaptureFixture[str]) -> None:
    page = shown(lives, "few", capsys)
    assert "Hours and weekdays: cannot say, fewer than 30 posts with an hour (n = 7)." in page
    assert "cannot be said: fewer than 8 posts (n = 7)" in " ".join(page.split())
    assert "Cannot say " in page and "n = 7 (posts); 10 are needed" in page


def test_a_profile_without_posts_has_a_page_with_nothing_hidden(
    lives: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    page = shown(lives, "@صوت_المدينة", capsys)
    assert "@صوت_المدينة (twitter:quiet), صوت<U+202E> المدينة" in page
    assert "The case has a profile of it, but no post." in page
    assert "No post of it has a time." in page
    assert "Signals: cannot say, no post has a time (n = 0)." in page
    assert "Automation" not in page


def test_after_a_scan_networks_findings_and_innocent_explanations_stand_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = scanned_case(tmp_path / "case")
    page = shown(case, "ann", capsys)
    assert "co_action, about the pair twitter:1 twitter:2: 3 accounts reposted 2 posts." in page
    finding = page.index("Findings about it")
    assert finding < page.index("Innocent explanations of network 1, tested") < page.index("How to go on")
    assert "- share button fits 20%: 2 of 6 posts." in page
    assert f"unisono evidence {case.path} f-aa22" in page
    alone = shown(case, "dora", capsys)
    assert "Networks: in none of the latest scan." in alone
    assert "Findings: none of the latest scan is about this account by itself." in alone


def test_json_has_the_fields_of_the_contract_and_unknown_names_are_refused(
    lives: Case, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", str(lives.path), "account", "twitter:sleeper", "--json"]) == 0
    card = json.loads(capsys.readouterr().out)
    assert card["dormancy"]["ended_at"] == "2017-09-18T00:00:00Z"
    assert len(card["hours"]["counts"]) == 7
    assert main(["show", str(lives.path), "account", "nobody"]) == 2
    assert "has no account nobody" in capsys.readouterr().err
