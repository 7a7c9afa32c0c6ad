"""Cards of episodes."""

from pathlib import Path

import polars as pl

from tests.dossiers.target.attacked_case import attacked_case
from unisono.dossiers.target.episode_cards import count_each, count_severities, describe_episodes
from unisono.dossiers.target.material import read_material


def test_an_episode_says_its_counts_in_a_sentence(tmp_path: Path) -> None:
    case = attacked_case(tmp_path / "case")
    (card,) = describe_episodes(read_material(case, case.latest_run(), "Rosa"))
    assert card["says"].startswith("A massive episode: 120 posts against it by 30 accounts within 1.3 hours (120 with")
    assert card["expected"] == max(card["expected_by_hours"], card["expected_by_other_posts"])
    assert 0.0 <= card["share_low"] <= card["networked_share"] <= card["share_high"] <= 1.0


def test_severities_and_words_are_counted_once_a_post() -> None:
    attacks = pl.DataFrame({"severity": [1, 4, 4, 0]}, schema={"severity": pl.Int8})
    assert count_severities(attacks) == {"1": 1, "2": 0, "3": 0, "4": 2}
    assert count_each(pl.Series("tags", [["b", "b"], ["a"], ["b"], []], dtype=pl.List(pl.String))) == {"b": 2, "a": 1}
