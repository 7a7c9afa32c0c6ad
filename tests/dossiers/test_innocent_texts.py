"""Innocent explanations of a text."""

from pathlib import Path
from typing import Any

from tests.dossiers.written_case import BRIDGE, write_case
from unisono.dossiers.text_dossier import describe_text

Rows = list[dict[str, Any]]
VIA = {"text": f"{BRIDGE} via @amberpage", "urls": ["https://amber.example/1"]}


def explanations(folder: Path, posts: Rows, accounts: Rows | None = None) -> dict[str, Any]:
    case = write_case(folder / "case", posts, accounts or ())
    return {one["explanation"]: one["fit"] for one in describe_text(case, None, "0")["innocent"]}


def test_a_text_with_its_outlet_pressed_over_hours_fits_a_share_button(tmp_path: Path) -> None:
    posts = [
        {
            "account": str(number),
            "text": f"{BRIDGE} via @amberpage",
            "urls": ["https://amber.example/1"],
            "minutes": number * 90,
        }
        for number in range(8)
    ]
    fits = explanations(tmp_path, posts)
    assert fits["share_button"] == 1.0
    assert fits["petition"] == 0.0


def test_the_same_text_within_a_minute_fits_no_share_button(tmp_path: Path) -> None:
    posts = [{**VIA, "account": str(number), "minutes": 0} for number in range(8)]
    assert explanations(tmp_path, posts)["share_button"] == 0.0


def test_links_to_a_site_of_petitions_and_words_of_signing_fit_a_petition(tmp_path: Path) -> None:
    sites = [
        {"account": str(number), "text": BRIDGE, "urls": ["https://www.change.org/p/bridge"]} for number in range(4)
    ]
    assert explanations(tmp_path / "site", sites)["petition"] == 1.0
    words = [
        {"account": str(number), "text": f"I have just signed: {BRIDGE}", "urls": ["https://harbour.example/sign"]}
        for number in range(4)
    ]
    assert explanations(tmp_path / "words", words)["petition"] == 1.0
    without_link = [{"account": str(number), "text": f"I have just signed: {BRIDGE}"} for number in range(4)]
    assert explanations(tmp_path / "none", without_link)["petition"] == 0.0


def test_news_media_that_link_to_their_own_sites_fit_a_newswire(tmp_path: Path) -> None:
    posts = [
        {"account": f"City{number}News", "text": BRIDGE, "urls": [f"https://city{number}.example/a"]}
        for number in range(4)
    ]
    assert explanations(tmp_path / "own", posts)["newswire"] == 1.0
    one_site = [{**post, "urls": ["https://city.example/a"]} for post in posts]
    assert explanations(tmp_path / "one", one_site)["newswire"] == 0.25


def test_accounts_that_say_they_are_automated_and_one_busy_account_are_named(tmp_path: Path) -> None:
    posts = [{"account": account, "text": BRIDGE} for account in ("bot", "bot", "bot", "ann")]
    fits = explanations(tmp_path, posts, [{"account_id": "bot", "is_bot_declared": True}])
    assert (fits["declared_bots"], fits["one_account"]) == (0.75, 0.75)


def test_what_cannot_be_measured_is_named_without_a_fit(tmp_path: Path) -> None:
    fits = explanations(tmp_path, [{"account": "a", "text": BRIDGE}, {"account": "b", "text": BRIDGE}])
    assert fits["quote"] is None
    assert fits["one_account"] == 0.0


def test_lines_that_share_a_hashtag_alone_fit_a_hashtag_game(tmp_path: Path) -> None:
    ends = ("ovens", "trams", "sofas", "lambs", "goats", "geese")
    lines = [f"{end} #ThingsThatNeverOpenOnSunday {end}" for end in ends]
    game = [{"account": str(number), "text": line} for number, line in enumerate(lines)]
    assert explanations(tmp_path / "game", game)["hashtag_game"] == 1.0
    same = [{"account": str(number), "text": BRIDGE + " #Harbour"} for number in range(3)]
    assert explanations(tmp_path / "same", same)["hashtag_game"] == 0.0


def test_a_game_in_which_one_tag_differs_is_still_one_and_a_pushed_line_is_none(tmp_path: Path) -> None:
    ends = ("ovens", "trams", "sofas", "lambs", "goats", "geese")
    lines = [f"{end} #ThingsThatNeverOpenOnSunday #{'late' if end == 'goats' else 'fun'} {end}" for end in ends]
    game = [{"account": str(number), "text": line} for number, line in enumerate(lines)]
    assert explanations(tmp_path / "game", game)["hashtag_game"] >= 0.9
    pushed = [{"account": str(number), "text": f"{BRIDGE} {end} #Harbour"} for number, end in enumerate(ends)]
    assert explanations(tmp_path / "pushed", pushed)["hashtag_game"] < 0.2
