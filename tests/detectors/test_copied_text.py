"""Wordings that many accounts published are found, what people say anyway is not."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import orjson
import polars as pl
import pytest

from unisono.detectors.alike import likeness_of_posts
from unisono.detectors.copied_text import FEWEST_ACCOUNTS, find
from unisono.detectors.scene import Scene
from unisono.model.tables import ACTS, FINDINGS, MEMBERS, NETWORKS, PAIRS, POSTS, conform, empty
from unisono.traces import read_traces

START = datetime(2018, 6, 1, tzinfo=UTC)
SPAM = "Watch the whole match live and in full quality, link in my profile"
WORDS = (
    *("my", "cat", "dog", "bread", "train", "sea", "rain", "book", "song", "lamp"),
    *("river", "garden", "told", "ate", "lost", "found", "likes", "wants", "old", "new"),
)


def scene_of(posts: list[tuple[str, str, list[str]]]) -> Scene:
    """Return the scene of posts given as (account, text, links), a minute apart."""
    rows = {
        "platform": ["x"] * len(posts),
        "post_id": [str(number) for number in range(len(posts))],
        "account_id": [account for account, _, _ in posts],
        "created_at": [START + timedelta(minutes=number) for number in range(len(posts))],
        "created_at_precision": ["second"] * len(posts),
        "kind": ["post"] * len(posts),
        "text": [text for _, text, _ in posts],
        "urls": [links for _, _, links in posts],
    }
    table = conform(pl.DataFrame(rows, schema_overrides={"urls": pl.List(pl.String)}), POSTS)
    texts = read_traces(table, None, ("text",))["text"]
    return Scene(empty(PAIRS), empty(NETWORKS), empty(MEMBERS), empty(ACTS), 0, texts, table)


def everyday(count: int = 600, seed: int = 1) -> list[tuple[str, str, list[str]]]:
    """Return texts of as many people, words drawn from a small vocabulary."""
    random = np.random.default_rng(seed)
    return [(f"person{number}", " ".join(random.choice(WORDS, 9)), []) for number in range(count)]


def test_a_wording_of_many_accounts_is_found_with_its_counts() -> None:
    spam = [(f"spam{number}", SPAM, [f"https://t.example/{number}"]) for number in range(12)]
    (row,) = find(scene_of(everyday() + spam + [("spam3", SPAM, [])])).iter_rows(named=True)
    assert (row["subject_kind"], row["value"], row["posts_count"]) == ("text", 12.0, 13)
    assert row["q"] < 1e-20
    assert row["expected"] < 1e-3
    assert "12 accounts published the words “watch the whole match live" in row["because"]
    assert "12 of the posts hold a link (different links: 12)" in row["because"]
    assert orjson.loads(row["evidence"]) == {"kind": "text", "object": row["subject"]}


@pytest.mark.parametrize("seed", range(20))
def test_people_who_draw_from_the_same_words_are_not_found(seed: int) -> None:
    random = np.random.default_rng(seed)
    lines = [" ".join(random.choice(WORDS[:5], 5)) for _ in range(3_000)]
    people = [(f"person{number}", f"we say {line}", []) for number, line in enumerate(lines)]
    scene = scene_of(people)
    assert scene.texts.group_by("object").agg(pl.col("account").n_unique())["account"].max() >= FEWEST_ACCOUNTS
    assert find(scene).height == 0


def test_fewer_than_five_accounts_are_not_enough() -> None:
    few = [(f"spam{number % (FEWEST_ACCOUNTS - 1)}", SPAM, []) for number in range(20)]
    assert find(scene_of(everyday() + few)).height == 0


def test_a_case_without_texts_gives_an_empty_table() -> None:
    assert find(scene_of([])).equals(pl.DataFrame(schema=FINDINGS))
    assert find(scene_of([("a", "Hi!", []), ("b", "Hi!", [])])).equals(pl.DataFrame(schema=FINDINGS))


def test_long_wordings_are_cut_and_order_does_not_matter() -> None:
    long = "a very long message that goes on and on " * 8
    posts = everyday() + [(f"copy{number}", long, []) for number in range(6)]
    found = find(scene_of(posts))
    assert "…”" in found["because"][0]
    backwards = find(scene_of(posts[::-1]))
    assert found.drop("because").equals(backwards.drop("because"))


def scene_by_likeness(posts: list[tuple[str, str, list[str]]]) -> Scene:
    """Return the scene in which texts that are nearly the same are one object."""
    scene = scene_of(posts)
    texts = read_traces(scene.posts, None, ("text",), likeness=likeness_of_posts(scene.posts))["text"]
    return replace(scene, texts=texts)


def test_texts_nearly_the_same_are_one_finding_with_the_number_of_wordings() -> None:
    spun = [SPAM, SPAM.replace("Watch", "See"), SPAM.replace("whole", "entire"), SPAM.replace("match", "fight")]
    copies = [(f"spam{number}", spun[number % 4], []) for number in range(12)]
    (row,) = find(scene_by_likeness(everyday() + copies)).iter_rows(named=True)
    assert (row["value"], row["posts_count"]) == (12.0, 12)
    assert "or nearly the same (4 wordings)" in row["because"]
    assert "of them used these very words" not in row["because"]


def test_words_that_all_may_differ_but_for_a_tag_are_judged_by_those_who_used_the_very_same() -> None:
    """A long tag makes short texts resemble each other; that twelve accounts wrote one of them is still too many."""
    tag = "#TheGreatHarbourBridgeOpening"
    people = [(f"guest{number}", f"{tag} {WORDS[number % 20]}", []) for number in range(40)]
    copies = [(f"copy{number}", f"{tag} cheap lamps here", []) for number in range(12)]
    assert find(scene_by_likeness(everyday() + people)).height == 0
    found = find(scene_by_likeness(everyday() + people + copies))
    assert found.height == 1
    assert "12 accounts published" in found["because"][0] or "12 of them used these very words" in found["because"][0]
