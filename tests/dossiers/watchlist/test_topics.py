"""Words that several members use are topics, in any script, once a post."""

from collections import Counter
from datetime import date

import polars as pl

from unisono.dossiers.watchlist.topics import read_topics

TEXTS = [
    ("m1", "The harbour needs a bridge, a BRIDGE now #bridge @bridge https://bridge.example/bridge"),
    ("m2", "bridge or no bridge, the lighthouse stays"),
    ("m3", "Our Bridge! 港の橋を開けて"),
    ("m3", "港の橋"),
    ("m2", "港の橋は"),
    ("m1", "港の橋は 2018"),
    ("o1", "a bridge too far"),
    ("o2", "nothing of this"),
    ("o3", None),
]
ACTS = pl.DataFrame(
    {
        "day": [date(2018, 6, 1)] * len(TEXTS),
        "account": [account for account, _ in TEXTS],
        "post": [str(number) for number in range(len(TEXTS))],
        "text": [text for _, text in TEXTS],
    }
)
MEMBERS = pl.Series(["m1", "m2", "m3"])


def test_a_word_of_three_members_counts_once_in_each_post_of_anybody() -> None:
    found = read_topics(ACTS, MEMBERS)
    counts = Counter(found["item"])
    assert counts["bridge"] == 4
    assert sorted(found.filter(item="bridge")["account"]) == ["m1", "m2", "m3", "o1"]
    assert "lighthouse" not in counts  # of one member
    assert "the" not in counts  # a word that English has everywhere


def test_runs_of_scripts_without_spaces_are_topics() -> None:
    counts = Counter(read_topics(ACTS, MEMBERS)["item"])
    assert counts["港の橋"] == 4


def test_without_members_texts_or_posts_there_are_no_topics() -> None:
    assert read_topics(ACTS, pl.Series([], dtype=pl.String)).height == 0
    assert read_topics(ACTS.clear(), MEMBERS).height == 0
