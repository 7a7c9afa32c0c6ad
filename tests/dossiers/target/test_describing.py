"""The card of a target: the fields of the contract, with counts that agree with the posts."""

from datetime import timedelta
from pathlib import Path

import orjson
import pytest

import unisono
from tests.detectors.targets.planted_attacks import Row, write_posts
from tests.dossiers.target.attacked_case import ATTACK, START, attacked_case
from unisono.cases import SourceRecord, create_case
from unisono.cases.targets import Target, add_target
from unisono.detectors.targets.settings import AttackSettings
from unisono.dossiers.target.describing import describe_target
from unisono.exports.target_page.views import sentences
from unisono.model.batches import Batch
from unisono.model.errors import UsageError
from unisono.model.json_text import json_line


def test_the_card_has_the_fields_of_the_contract_and_they_agree_with_the_posts(tmp_path: Path) -> None:
    case = attacked_case(tmp_path / "case")
    card = describe_target(case, case.latest_run(), "ilva")
    assert card["target"] == "Ilva"
    assert card["hostile_posts"] == 249
    assert card["severity"] == {"1": 1, "2": 0, "3": 0, "4": 248}
    assert card["hashtags_per_day"] == {"2017-05-29": 4}
    (episode,) = card["episodes"]
    assert (episode["start_at"], episode["posts"], episode["accounts"], episode["massive"]) == (ATTACK, 248, 40, True)
    assert abs(episode["end_at"] - ATTACK - timedelta(hours=1, minutes=51)) < timedelta(minutes=1)
    assert len(set(episode["post_ids"])) == episode["posts"] == sum(wave["posts"] for wave in episode["waves"])
    assert sum(episode["severity"].values()) == episode["hostile_posts"]
    assert [one["hashtag"] for one in episode["hashtags"]] == ["out0", "out1", "out2", "out3"]
    assert episode["networked_share"] == 1.0
    assert episode["times_expected"] > 10
    assert card["share_of_massive_episodes"] == 0.5
    assert card["massive_episodes_by_target"] == {"Ilva": 1, "Rosa": 1}
    assert (card["verdict"], card["networks"][0]["network"]) == ("coordinated", 1)
    assert orjson.loads(json_line(card))["episodes"][0]["start_at"] == "2017-05-29T18:00:00Z"


def test_the_same_card_comes_from_python(tmp_path: Path) -> None:
    attacked_case(tmp_path / "case")
    dossier = unisono.open(str(tmp_path / "case")).target("Rosa")
    assert dossier.card["hostile_posts"] == 120
    assert repr(dossier) == "<Dossier target Rosa: 120 posts of 30 accounts>"


def test_without_a_scan_the_episodes_are_there_and_the_verdict_is_not(tmp_path: Path) -> None:
    case = attacked_case(tmp_path / "case", scanned=False)
    card = describe_target(case, None, "Ilva")
    assert (card["verdict"], card["networked_share"], len(card["episodes"])) == (None, None, 1)
    assert any("not scanned" in one for one in card["cannot_say"])


def test_settings_change_what_is_massive(tmp_path: Path) -> None:
    case = attacked_case(tmp_path / "case")
    card = describe_target(case, None, "Ilva", AttackSettings(massive_posts=1_000))
    assert (card["massive_episodes"], card["share_of_massive_episodes"]) == (0, None)


def test_an_empty_case_and_an_unknown_name_are_told_plainly(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    with pytest.raises(UsageError, match=r"has no target named x\. It has none yet\. Add one: unisono target add"):
        describe_target(case, None, "x")
    add_target(case.path, Target("Ilva"))
    card = describe_target(case, None, "Ilva")
    assert (card["posts"], card["episodes"], card["verdict"]) == (0, [], None)
    assert card["cannot_say"][0] == "The case has no posts with an account and a time."
    with pytest.raises(UsageError, match=r"Its targets: Ilva\."):
        describe_target(case, None, "x")


def test_languages_without_word_lists_are_told(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    words = "Ilva yra kvaila moteris ir melagė, kaip visada"
    rows: list[Row] = [{"account": 1, "at": START, "text": words, "lang": "lt"}]
    case.append([Batch(posts=write_posts(rows))], SourceRecord("a.csv", "ab" * 32))
    add_target(case.path, Target("Ilva"))
    card = describe_target(case, None, "Ilva")
    assert card["judged"]["unjudged"] == {"lt": 1}
    assert any("Not judged: Lithuanian 1." in one for one in card["cannot_say"])


def test_without_a_scan_and_without_a_burst_no_all_clear_is_given(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    rows: list[Row] = [{"account": 1, "at": START, "text": "Ilva speaks"}]
    case.append([Batch(posts=write_posts(rows))], SourceRecord("a.csv", "ab" * 32))
    add_target(case.path, Target("Ilva"))
    card = describe_target(case, None, "Ilva")
    assert card["verdict"] is None
    assert any("known after a scan" in one for one in card["cannot_say"])


def test_where_no_post_is_against_the_target_no_row_of_noughts_is_given(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    rows: list[Row] = [{"account": n, "at": START + timedelta(minutes=n), "text": f"Ilva speaks {n}"} for n in range(3)]
    case.append([Batch(posts=write_posts(rows))], SourceRecord("a.csv", "ab" * 32))
    add_target(case.path, Target("Ilva"))
    says = describe_target(case, None, "Ilva")["says"][0]
    assert "3 posts of 3 accounts name it" in says
    assert "None of them counts as against it" in says
    assert "Against it: 0" not in says


def test_posts_of_a_given_hashtag_without_hostile_words_say_what_that_rests_on(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    rows: list[Row] = [
        {"account": n, "at": START + timedelta(minutes=n), "text": "see you", "hashtags": ["Ilva2018"]}
        for n in range(12)
    ]
    case.append([Batch(posts=write_posts(rows))], SourceRecord("a.csv", "ab" * 32))
    add_target(case.path, Target("Ilva", hashtags=("Ilva2018",)))
    card = describe_target(case, None, "Ilva")
    assert (card["attack_posts"], card["given_tag_alone_posts"]) == (12, 12)
    assert "rests on the given hashtag alone" in card["says"][0]
    assert "Against it:" not in card["says"][0]
    assert "the tag is also used by supporters, or neutrally" in card["innocent"]
    assert "rests on that hashtag alone" in sentences(card)[0]
