"""Innocent explanations of a text."""

from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.dossiers.written_case import BRIDGE, START, write_case
from tests.worlds.playbooks.planted_world import stage_world
from unisono.dossiers.text_dossier import describe_text
from unisono.worlds.building import build_world
from unisono.worlds.pushed_hashtag import TAG
from unisono.worlds.stories import story_named

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


ENDS = (
    *("ovens", "trams", "sofas", "lambs", "goats", "geese", "lamps", "boats"),
    *("doors", "canoes", "radios", "pianos", "kettles", "stamps", "tents", "forks"),
)


def played(tag: str = "#ThingsThatNeverOpenOnSunday", **columns: Any) -> Rows:
    """Return a line for each of the ends, an hour or less after the one before, by an account of its own."""
    minutes = [0]
    for number in range(1, len(ENDS)):
        minutes.append(minutes[-1] + 20 + 7 * number % 41)
    return [
        {"account": str(number), "text": f"{end} {tag} {end}", "minutes": minutes[number], **columns}
        for number, end in enumerate(ENDS)
    ]


def test_lines_that_share_a_hashtag_alone_fit_a_hashtag_game(tmp_path: Path) -> None:
    assert explanations(tmp_path / "game", played())["hashtag_game"] >= 0.9
    same = [{**post, "text": BRIDGE + " #Harbour"} for post in played()]
    assert explanations(tmp_path / "same", same)["hashtag_game"] == 0.0


def test_a_game_in_which_one_tag_differs_is_still_one_and_a_pushed_line_is_none(tmp_path: Path) -> None:
    game = [
        {**post, "text": post["text"].replace(" goats", " #late goats") if "goats" in post["text"] else post["text"]}
        for post in played()
    ]
    assert explanations(tmp_path / "game", game)["hashtag_game"] >= 0.8
    pushed = [{**post, "text": f"{BRIDGE} {end} #Harbour"} for post, end in zip(played(), ENDS, strict=True)]
    assert explanations(tmp_path / "pushed", pushed)["hashtag_game"] < 0.2


def test_few_players_and_many_lines_from_each_fit_no_game(tmp_path: Path) -> None:
    few = [{**post, "account": str(number % 4)} for number, post in enumerate(played())]
    assert explanations(tmp_path / "few", few)["hashtag_game"] < 0.3


def test_lines_of_accounts_that_act_in_the_same_minute_fit_no_game(tmp_path: Path) -> None:
    at_once = played(minutes=0)
    assert explanations(tmp_path / "once", at_once)["hashtag_game"] == 0.0
    waves = [{**post, "minutes": 300 * (number % 4)} for number, post in enumerate(played())]
    assert explanations(tmp_path / "waves", waves)["hashtag_game"] < 0.2


@pytest.mark.parametrize("level", ["easy", "medium", "hard"])
@pytest.mark.parametrize("acts", [1, 6])
def test_a_pushed_hashtag_is_no_game_even_with_a_line_of_its_own_in_every_post(
    tmp_path: Path, level: str, acts: int
) -> None:
    pushed = stage_world("hashtag_push", level, size=20, acts=acts)
    times = pushed.acts.filter(pl.col("hashtags").list.len() > 0).sort("created_at", "post_id")
    assert times.height >= 8 * acts
    posts = [
        {"account": account, "text": line, "minutes": (at - START).total_seconds() / 60}
        for line, (account, at) in zip(
            own_lines(times.height), times.select("account_id", "created_at").iter_rows(), strict=True
        )
    ]
    assert explanations(tmp_path, posts)["hashtag_game"] < 0.5


def test_the_push_of_the_story_is_no_game_and_those_who_take_part_in_their_own_time_play_one(tmp_path: Path) -> None:
    story = story_named("pushed-hashtag")
    world = build_world(story.settings, seed=1, tell=story.tell)
    (network,) = [one for one in world.truth["networks"] if one["name"] == "overnight pushers"]
    tagged = world.posts.filter(pl.col("hashtags").list.contains(TAG) & (pl.col("kind") == "post"))
    member = pl.concat_str("platform", pl.lit(":"), "account_id").is_in(network["accounts"])
    fits = []
    for name, chosen in (("pushers", tagged.filter(member)), ("others", tagged.filter(~member))):
        lines = own_lines(chosen.height)
        posts = [
            {"account": account, "text": line, "minutes": (at - START).total_seconds() / 60}
            for line, (account, at) in zip(lines, chosen.select("account_id", "created_at").iter_rows(), strict=True)
        ]
        fits.append(explanations(tmp_path / name, posts)["hashtag_game"])
    assert fits[0] < 0.5 <= fits[1]


def own_lines(count: int) -> list[str]:
    """Return so many short lines around one tag, no two alike."""
    words = [first + second for first in ENDS for second in ("", "et", "ling", "dom")]
    second = [words[(7 * number + 3 + number // len(words)) % len(words)] for number in range(count)]
    return [f"{words[number % len(words)]} #ThingsThatNeverOpenOnSunday {second[number]}" for number in range(count)]
