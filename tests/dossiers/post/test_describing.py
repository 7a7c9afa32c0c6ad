"""One post on one card."""

import json
from pathlib import Path

import polars as pl
import pytest

import unisono as un
from tests.detectors.small_world import HIRED
from tests.dossiers.written_case import write_case
from unisono.cases import Case, Run
from unisono.detectors.scanning import scan_case
from unisono.dossiers.followers import read_all_reposts
from unisono.dossiers.post.describing import describe_post
from unisono.dossiers.subject_posts import Card
from unisono.model.json_text import json_line

FIXED = (
    *("post_id", "reposts", "networked_reposts", "networked_share", "share_low", "share_high", "networks", "names"),
    *("languages", "places", "pictures", "ages", "purpose", "speed", "waves", "hypotheses", "control_post", "verdict"),
    *("says", "innocent", "identical_timelines", "persona", "replies"),
)


@pytest.fixture(scope="module")
def hired_post(small: tuple[Case, Run]) -> str:
    """Return the post of which hired accounts have most reposts beside those of people."""
    counts = (
        read_all_reposts(small[0])
        .group_by("object")
        .agg(pl.col("account").is_in(sorted(HIRED)).sum().alias("hired"), pl.len().alias("all"))
    )
    return str(counts.sort("hired", "all", "object", descending=[True, True, False])["object"][0])


@pytest.fixture(scope="module")
def card(small: tuple[Case, Run], hired_post: str) -> Card:
    return describe_post(*small, hired_post)


def test_the_card_has_every_field_and_is_json(card: Card) -> None:
    assert set(FIXED) <= set(card)
    assert json.loads(json_line(card))["post_id"] == card["post_id"]


def test_the_share_is_the_planted_one(small: tuple[Case, Run], card: Card, hired_post: str) -> None:
    own = read_all_reposts(small[0]).filter(pl.col("object") == hired_post)
    planted = own["account"].is_in(sorted(HIRED)).mean()
    assert card["reposts"] == own.height
    assert card["networked_share"] == pytest.approx(planted)
    assert card["share_low"] <= planted <= card["share_high"]
    assert card["verdict"] in ("coordinated", "likely_inauthentic")
    assert set(card["post_ids"]) == set(own["post"])


def test_counts_of_the_parts_agree(card: Card) -> None:
    assert card["networked_reposts"] == sum(one["acts"] for one in card["networks"])
    assert card["chance"]["networked"] == card["networked_reposts"]
    assert all(row["n"] <= card["reposts"] for row in card["persona"])
    assert all(wave["networked"] <= wave["reposts"] for wave in card["waves"])
    assert card["control_post"]["post_id"] == card["comparable"]["posts"][0]["post_id"]
    assert card["purpose"]["of"] == "networked reposters"
    assert card["share_low"] <= card["networked_share"] <= card["share_high"]
    told = {one["hypothesis"] for one in card["hypotheses"]}
    assert card["innocent_tested"] and set(card["innocent_tested"]) <= told
    assert card["innocent_untested"] and not told & set(card["innocent_untested"])
    assert card["innocent"] == [*card["innocent_tested"], *card["innocent_untested"]]


def test_a_post_of_people_is_nothing_unusual(small: tuple[Case, Run]) -> None:
    case, run = small
    reposts = read_all_reposts(case)
    untouched = reposts.group_by("object").agg(
        pl.col("account").is_in(run.table("members")["account"].implode()).sum().alias("inside"), pl.len().alias("all")
    )
    quiet = untouched.filter(pl.col("inside") == 0).sort("all", "object", descending=[True, False])
    told = describe_post(case, run, str(quiet["object"][0]))
    assert (told["verdict"], told["networked_share"], told["chance"]) == ("nothing_unusual", 0.0, None)
    assert told["hypotheses"][0]["hypothesis"] == "ordinary popularity"
    assert told["hypotheses"][0]["fit"] == "fits"


def test_without_a_scan_the_share_is_unknown_and_the_rest_is_told(small: tuple[Case, Run], hired_post: str) -> None:
    told = describe_post(small[0], None, hired_post)
    assert (told["networked_share"], told["networks"], told["verdict"]) == (None, None, None)
    assert "the case was not scanned" in told["verdict_because"]
    assert told["reposts"] > 0 and told["waves"]


def test_a_case_of_the_reposts_of_one_post_alone_says_so(tmp_path: Path) -> None:
    posts = [
        {"account": f"a{number}", "kind": "repost", "ref_post_id": "x9", "text": "RT @z: новости", "minutes": number}
        for number in range(60)
    ]
    case = write_case(tmp_path / "case", posts)
    scan_case(case)
    told = describe_post(case, case.latest_run(), "x9")
    assert (told["in_case"], told["reposts"], told["networked_share"], told["verdict"]) == (
        False,
        60,
        None,
        "nothing_unusual",
    )
    assert told["verdict_limited"] is True
    assert told["comparable"]["cannot_say"].startswith("no reposter of comparable posts is in no network")
    assert told["control_post"] is None
    assert "only 0 of 60 accounts have 3 other posts" in told["verdict_because"]
    assert any("no comparable post" in line for line in told["says"])


def test_few_reposts_and_none_show_nothing_and_say_so(tmp_path: Path) -> None:
    own = [{"account": f"a{number}", "text": f"words {number} {other}"} for number in range(4) for other in range(5)]
    posts = [{"account": "z", "text": "hello", "id": "z1"}, {"account": "z", "text": "alone", "id": "z2"}, *own]
    posts += [{"account": f"a{number}", "kind": "repost", "ref_post_id": "z1", "text": "RT"} for number in range(4)]
    case = write_case(tmp_path / "case", posts)
    scan_case(case)
    few = describe_post(case, case.latest_run(), "z1")
    assert (few["reposts"], few["verdict"], few["verdict_limited"]) == (4, "nothing_unusual", True)
    assert few["verdict_because"] == "Cannot say more: n = 4 reposts, and fewer than 10 can show nothing."
    assert few["comparable"]["cannot_say"] == "only 4 accounts reposted it; 20 are needed"
    assert all(row["p"] is None for row in few["persona"])
    none = describe_post(case, case.latest_run(), "z2")
    assert (none["reposts"], none["networked_share"], none["verdict"]) == (0, None, "nothing_unusual")
    assert none["verdict_because"] == "Cannot say more: n = 0 reposts, and fewer than 10 can show nothing."


def test_repliers_have_a_table_of_their_own(tmp_path: Path) -> None:
    own = [{"account": f"a{number}", "text": f"words {number} {other}"} for number in range(30) for other in range(4)]
    posts = [{"account": "z", "text": "hello", "id": "z1"}, *own]
    posts += [{"account": f"a{number}", "kind": "reply", "ref_post_id": "z1", "text": "no"} for number in range(30)]
    case = write_case(tmp_path / "case", posts)
    scan_case(case)
    replies = describe_post(case, case.latest_run(), "z1")["replies"]
    assert (replies["replies"], replies["networked_share"]) == (30, 0.0)
    assert {row["n"] for row in replies["persona"] if row["trait"] == "digits_handle"} == {30}


def test_python_hands_out_the_same_card(small: tuple[Case, Run], card: Card, hired_post: str) -> None:
    given = un.open(small[0].path).post(hired_post).card
    assert (given["post_id"], given["networked_share"]) == (card["post_id"], card["networked_share"])
