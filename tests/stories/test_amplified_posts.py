"""The story of the amplified post on its page: its share, its control, and the posts found amplified."""

import polars as pl
import pytest

from tests.stories.played_guides import Played, play_guide
from unisono.cases import open_case
from unisono.dossiers.followers import read_all_reposts
from unisono.dossiers.post.describing import describe_post
from unisono.dossiers.subject_posts import Card

WITHIN = 0.05
CONTROL_BELOW = 0.02


@pytest.fixture(scope="module")
def played() -> Played:
    return play_guide("the-amplified-post.md")


@pytest.fixture(scope="module")
def card(played: Played) -> Card:
    return describe_post(open_case(played.demo / "case"), played.run, played.truth["marked"]["the_post"])


def planted_share(played: Played, post: str) -> float:
    reposts = read_all_reposts(open_case(played.demo / "case")).filter(pl.col("object") == post)
    hired = played.truth["networks"][0]["accounts"]
    return float(str(reposts["account"].is_in(hired).mean()))


def test_the_share_is_the_planted_one_and_its_control_has_none(played: Played, card: Card) -> None:
    planted = planted_share(played, card["post_id"])
    assert abs(card["networked_share"] - planted) <= WITHIN
    assert card["share_low"] - 1e-9 <= planted <= card["share_high"] + 1e-9
    control = card["control_post"]
    assert control["post_id"] == played.truth["marked"]["rival_post"]
    assert control["networked_share"] < CONTROL_BELOW


def test_hired_amplification_fits_first_and_its_change_of_purpose_is_dated(played: Played, card: Card) -> None:
    assert (card["hypotheses"][0]["hypothesis"], card["hypotheses"][0]["fit"]) == ("hired amplification", "fits")
    assert card["verdict"] in ("coordinated", "likely_inauthentic")
    change = card["purpose"]["crossover"]
    assert (change["from"], change["to"]) == ("commercial", "political")
    assert str(change["first_day"]) <= played.truth["networks"][0]["turned_at"][:10] <= str(change["last_day"])


def test_the_command_is_a_wave_hours_after_publication(card: Card) -> None:
    late = [wave for wave in card["waves"] if not wave["at_publication"]]
    (wave,) = late
    assert 9.0 < wave["after_s"] / 3600 < 10.0
    assert wave["networked"] > 0.95 * wave["reposts"]


def test_posts_found_amplified_are_those_that_hired_accounts_were_told_to_repost(played: Played) -> None:
    found = played.run.table("findings").filter(pl.col("detector") == "amplified_post")
    shares = [planted_share(played, post) for post in found["subject"]]
    assert found.height == 33  # 24 advertisements, 8 posts of the party, and the post
    assert min(shares) > 0.4
