"""One hashtag and everything known of it."""

from pathlib import Path

import pytest

from tests.dossiers.hashtag.tagged_case import PUSHERS, SLOGANS, tagged_case
from tests.dossiers.written_case import put_in_network, write_case
from unisono.cases import Case
from unisono.cli import main
from unisono.dossiers.hashtag.describing import describe_hashtag
from unisono.dossiers.hashtag.scoring import gravest
from unisono.model.errors import UsageError

CONTRACT = {
    *("hashtag", "posts", "accounts", "posts_per_account", "repost_share", "top50_share", "gini", "ctm"),
    *("networked_share", "first_at", "first_platform", "onset_at", "peak_at", "bursts", "platforms", "arguments"),
    *("verdict", "share_low", "share_high", "new_account_share", "acceleration", "novelty", "buried", "belt"),
    *("carriers", "tactics", "trended", "innocent", "says", "hours", "top10_share", "hourly_rank"),
}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return tagged_case(tmp_path_factory.mktemp("tags") / "case")


def test_the_card_has_the_contracted_fields_and_counts_every_form_of_the_tag(case: Case) -> None:
    card = describe_hashtag(case, case.latest_run(), "#HARBOUR")
    assert set(card) >= CONTRACT
    assert set(card["ctm"]) >= {"value", "r", "f", "u", "percentile", "reference_n"}
    assert (card["hashtag"], card["posts"]) == ("harbour", 68)
    assert describe_hashtag(case, case.latest_run(), "ｈａｒｂｏｕｒ")["posts"] == 68


def test_networks_that_carry_it_give_their_share_and_the_verdict(case: Case) -> None:
    card = describe_hashtag(case, case.latest_run(), "harbour")
    assert card["networked_share"] == pytest.approx(48 / 68)
    assert card["share_low"] <= 48 / 68 <= card["share_high"]
    assert card["pushed"]["member_accounts"] == 8
    assert card["pushed"]["expected"] < 4
    assert card["verdict"] == "coordinated"
    assert card["networks"][0]["posts"] == 48


def test_a_tag_that_people_use_is_nothing_unusual(case: Case) -> None:
    card = describe_hashtag(case, case.latest_run(), "day1")
    assert card["verdict"] == "nothing_unusual"
    assert card["posts"] > 100


def test_its_arguments_are_the_slogans_by_accounts_with_posts_as_examples(case: Case) -> None:
    card = describe_hashtag(case, case.latest_run(), "harbour")
    texts = [one["text"] for one in card["arguments"]]
    assert all(any(slogan in text for text in texts) for slogan in SLOGANS)
    assert [one["rank"] for one in card["arguments"]] == list(range(1, len(texts) + 1))
    assert card["arguments"][0]["networked_share"] == 1.0
    assert all(post.startswith("twitter:") for one in card["arguments"] for post in one["examples"])


def test_without_a_run_the_share_is_not_known_and_the_card_says_so(tmp_path: Path) -> None:
    card = describe_hashtag(tagged_case(tmp_path / "c", scanned=False), None, "harbour")
    assert (card["networked_share"], card["networks"], card["pushed"]) == (None, None, None)
    assert "Whether networks carry it is known after a scan." in card["says"]


def test_reposts_count_with_the_tags_of_their_original(tmp_path: Path) -> None:
    posts = [
        {"account": "a", "text": "open it #Bridge", "id": "o"},
        {"account": "b", "text": None, "kind": "repost", "ref_post_id": "o"},
    ]
    card = describe_hashtag(write_case(tmp_path / "c", posts), None, "bridge")
    assert (card["posts"], card["accounts"], card["repost_share"]) == (2, 2, 0.5)
    assert card["few_accounts"]["p"] is None
    assert card["ctm"]["percentile"] is None


@pytest.mark.parametrize("tag", ["ميناء", "港の橋", "Гавань"])
def test_tags_of_every_script_are_found(tmp_path: Path, tag: str) -> None:
    case = write_case(tmp_path / "c", [{"account": "a", "text": f"x #{tag}"}])
    assert describe_hashtag(case, None, f"#{tag}")["posts"] == 1


def test_a_trend_list_of_the_case_says_where_it_trended(tmp_path: Path) -> None:
    case = write_case(tmp_path / "c", [{"account": "a", "text": "x #bridge"}])
    assert describe_hashtag(case, None, "bridge")["trended"] is None
    listed = tmp_path / "trends.csv"
    listed.write_text("time,place,rank,tag\n2018-06-01T12:00:00Z,Madrid,4,#Bridge\n", encoding="utf-8")
    assert main(["trends", "add", str(case.path), str(listed), "--quiet"]) == 0
    (entry,) = describe_hashtag(case, None, "bridge")["trended"]
    assert (entry["place"], entry["rank"]) == ("Madrid", 4)


def test_an_unknown_tag_names_those_like_it_and_those_used_most(case: Case) -> None:
    with pytest.raises(UsageError, match=r"has the hashtag #harbou\. Tags with these letters: #harbour\."):
        describe_hashtag(case, None, "harbou")
    with pytest.raises(UsageError, match="is not a hashtag"):
        describe_hashtag(case, None, "#")


def test_a_case_without_tags_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="has no hashtags"):
        describe_hashtag(write_case(tmp_path / "c", [{"account": "a", "text": "x"}]), None, "y")


def test_where_everybody_uses_the_tag_a_large_share_of_networks_still_gives_their_verdict(tmp_path: Path) -> None:
    posts = [{"account": f"p{n}", "text": f"w{n} #t", "minutes": n} for n in range(60)]
    posts += [
        {"account": name, "text": "same words for everybody here #t", "minutes": n}
        for n in range(9)
        for name in PUSHERS
    ]
    case = write_case(tmp_path / "c", posts)
    put_in_network(case, PUSHERS)
    card = describe_hashtag(case, case.latest_run(), "t")
    assert card["pushed"]["accounts_share"] == 1.0
    assert card["verdict"] == "coordinated"


def test_the_gravest_verdict_counts() -> None:
    assert gravest(["coordinated_explained"]) == "coordinated_explained"
    assert gravest(["coordinated", "likely_inauthentic"]) == "likely_inauthentic"
