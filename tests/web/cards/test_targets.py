"""A target's card keeps its posts, the most severe first, and not their ids twice."""

from pathlib import Path

from tests.dossiers.target.attacked_case import attacked_case
from unisono.web.cards.targets import tell_target


def test_the_most_severe_posts_come_first(tmp_path: Path) -> None:
    case = attacked_case(tmp_path / "case")
    told = tell_target(case, case.latest_run(), "Ilva")
    severities = [post["severity"] for post in told["posts"]]
    assert severities == sorted(severities, reverse=True)
    assert told["posts_in_all"] == len(told["posts"]) == 249
    assert [len(one["post_ids"]) for one in told["card"]["episodes"]] == [1]
    assert set(told["severities"]) == {"1", "2", "3", "4"}
