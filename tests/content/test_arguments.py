"""Arguments found again where they were planted, and nothing said where there is too little."""

import polars as pl
import pytest

from tests.content.planted_claims import PlantedClaims, adjusted_rand, plant_claims
from unisono.content.arguments import Arguments, ArgumentSettings, find_arguments
from unisono.model.names import ACCOUNT_NAME, POST_NAME
from unisono.worlds.arguments import OPENINGS
from unisono.worlds.building import build_world
from unisono.worlds.pushed_hashtag import TAG
from unisono.worlds.stories import story_named


def agreement(planted: PlantedClaims, found: Arguments) -> float:
    """Return the adjusted Rand index of claims and arguments; what is in no argument is a group of its own."""
    claimed = planted.truth.drop_nulls("claim").join(found.of_posts, on="post")
    return adjusted_rand(claimed["claim"], claimed["rank"].fill_null(0))


@pytest.mark.parametrize("seed", [0, 1])
def test_claims_in_five_languages_are_told_apart(seed: int) -> None:
    planted = plant_claims(seed)
    assert agreement(planted, find_arguments(planted.posts)) > 0.98


def test_claims_are_told_apart_among_small_talk() -> None:
    planted = plant_claims(0, chatter=0.6)
    assert agreement(planted, find_arguments(planted.posts)) > 0.9


def test_a_label_and_examples_are_of_the_argument() -> None:
    planted = plant_claims(0)
    found = find_arguments(planted.posts)
    claims = dict(planted.truth.rows())
    for one in found.arguments:
        told = {claims[post] for post in one.examples}
        assert len(one.examples) == 3 or one.posts < 3
        assert len(told) == 1 or None in told
    best = found.arguments[0]
    assert best.posts == best.accounts >= 60
    assert set(best.label.split(" · ")) <= {one.term for one in best.terms}


def test_the_terms_of_an_argument_count_its_accounts_and_those_around() -> None:
    planted = plant_claims(0)
    posts = planted.posts.filter(pl.col("lang") == "en") if "lang" in planted.posts.columns else planted.posts
    found = find_arguments(posts)
    texts = posts.select(post=POST_NAME, account=ACCOUNT_NAME, text=pl.col("text").str.to_lowercase())
    of_posts = found.of_posts.join(texts, on="post").unique(["account", "text"])
    for one in found.arguments[:5]:
        assert one.terms
        assert [term.z for term in one.terms] == sorted((term.z for term in one.terms), reverse=True)
        for term in one.terms:
            if not term.term.isascii() or "'" in term.term:
                continue
            has = of_posts.filter(pl.col("text").str.contains(rf"(?:^|[^\w#]){term.term}(?:$|\W)"))
            assert term.inside == has.filter(pl.col("rank") == one.rank).height
            assert term.outside <= has.filter(pl.col("rank").ne_missing(one.rank)).height
            assert min(term.log_odds, term.z) > 0


def test_common_words_alone_make_no_argument() -> None:
    planted = plant_claims(0).posts
    said = ["If I were you I would not have been there", "I would if you were me", "you would not if I were you"]
    talk = planted.head(90).with_columns(
        post_id=pl.format("9{}", pl.int_range(pl.len())),
        text=pl.Series([f"{said[number % 3]} {chr(97 + number % 26)}" for number in range(90)]),
    )
    found = find_arguments(pl.concat([planted, talk]))
    ranked = found.of_posts.filter(pl.col("post").is_in(("twitter:" + talk["post_id"]).to_list()))
    assert len(ranked) == 90
    assert ranked["rank"].drop_nulls().to_list() == []


@pytest.fixture(scope="module")
def pushed() -> tuple[pl.DataFrame, dict]:
    """Return the posts under the pushed hashtag, and its network."""
    story = story_named("pushed-hashtag")
    world = build_world(story.settings, seed=1, tell=story.tell)
    network = next(one for one in world.truth["networks"] if one["name"] == "overnight pushers")
    return world.posts.filter(pl.col("hashtags").list.contains(TAG)), network


def test_the_pushers_arguments_come_out_as_they_were_ordered(pushed: tuple[pl.DataFrame, dict]) -> None:
    posts, network = pushed
    found = find_arguments(posts, networked=set(network["accounts"]))
    sentence_of = {
        text: max((text.removeprefix(opening) for opening in OPENINGS), key=lambda rest: -len(rest))
        for text in network["arguments"]
    }
    truth = posts.select(
        ("twitter:" + pl.col("post_id")).alias("post"),
        pl.col("text").replace_strict(sentence_of, default=None).alias("claim"),
    ).drop_nulls("claim")
    joined = truth.join(found.of_posts, on="post")
    assert truth.height > 400
    assert adjusted_rand(joined["claim"], joined["rank"].fill_null(0)) > 0.98
    counts = joined.group_by("claim").agg(pl.col("post").len().alias("told"), pl.col("rank").first())
    ranked = counts.sort("told", descending=True)["rank"].to_list()[:4]
    assert set(ranked) == {1, 2, 3, 4}
    assert all(one.networked_share == 1.0 for one in found.arguments if one.rank in set(counts["rank"]))
    assert min(one.networked_share or 0.0 for one in found.arguments) == 0.0


def test_the_order_of_posts_does_not_matter() -> None:
    planted = plant_claims(3, posts_per_claim=30, others=100, chatter=0.5)
    straight = find_arguments(planted.posts)
    mixed = find_arguments(planted.posts.sample(fraction=1.0, shuffle=True, seed=9))
    assert straight.arguments == mixed.arguments
    assert straight.of_posts.equals(mixed.of_posts)


def test_all_posts_are_counted_once() -> None:
    planted = plant_claims(1)
    found = find_arguments(planted.posts)
    assert sum(one.posts for one in found.arguments) + found.other + found.silent == found.posts == planted.posts.height
    assert found.of_posts["rank"].is_not_null().sum() == sum(one.posts for one in found.arguments)


def test_above_the_bound_a_sample_is_compared_and_the_rest_joins_it() -> None:
    planted = plant_claims(0)
    found = find_arguments(planted.posts, settings=ArgumentSettings(most_wordings=300))
    assert found.sampled is not None
    assert found.sampled > 300
    assert agreement(planted, found) > 0.95


def test_seven_posts_cannot_say_what_is_argued() -> None:
    planted = plant_claims(0)
    found = find_arguments(planted.posts.head(7))
    assert found.arguments == []
    assert found.cannot_say == "cannot say, n = 7 posts that say something (at least 20 are needed)"


@pytest.mark.parametrize("posts", [0, 1])
def test_an_empty_set_and_a_single_post_have_no_arguments(posts: int) -> None:
    found = find_arguments(plant_claims(0).posts.head(posts))
    assert found.arguments == []
    assert found.posts == posts
    assert found.cannot_say


def test_one_copied_text_is_one_argument() -> None:
    posts = plant_claims(0, posts_per_claim=3, others=0).posts
    copied = posts.with_columns(text=pl.lit("The photos of the cranes are from another harbour"))
    (only,) = find_arguments(copied, networked=set()).arguments
    assert (only.posts, only.accounts, only.variants, only.networked_share) == (33, 33, 1, 0.0)
    assert only.text == "The photos of the cranes are from another harbour"
    # There is nothing to compare it with: the text itself is the label.
    assert (only.label, only.terms) == (only.text, [])


def test_one_copied_text_among_others_has_its_words_as_label() -> None:
    posts = plant_claims(0, posts_per_claim=20, others=100).posts
    copied = posts.head(40).with_columns(
        post_id="9" + pl.col("post_id"), text=pl.lit("A platypus of Peru ate the seaplane ticket")
    )
    found = find_arguments(pl.concat([posts, copied]))
    (one,) = [one for one in found.arguments if "platypus" in one.text]
    assert set(" ".join(one.label.split(" · ")).split()) <= set(one.text.lower().split())
    assert {(term.inside, term.outside) for term in one.terms} == {(one.accounts, 0)}


def test_without_a_run_no_share_is_claimed() -> None:
    assert find_arguments(plant_claims(0).posts).arguments[0].networked_share is None


def test_posts_that_share_no_words_make_no_argument() -> None:
    posts = plant_claims(0, posts_per_claim=3, others=0).posts
    alone = posts.with_columns(
        text=pl.format("harbour{}a tramline{}b window{}c orchard{}d", *[pl.int_range(pl.len())] * 4)
    )
    found = find_arguments(alone)
    assert found.arguments == []
    assert found.other == 33
