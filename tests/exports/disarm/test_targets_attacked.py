"""An attack is told of a network only where its members wrote most of the posts of an episode."""

from pathlib import Path

from tests.exports.told_case import claims


def test_three_of_four_posts_by_members_are_told_of_their_network(tmp_path: Path) -> None:
    told = [claim for claim in claims(tmp_path / "case") if claim.technique.id in ("T0048", "T0049.005")]
    assert [(claim.network, claim.technique.id) for claim in told] == [(1, "T0048"), (1, "T0049.005")]
    assert told[0].findings == ("f-net1", "f-attack")
    assert "Up to 3 of its members wrote most of the posts against Mayor" in told[0].reason
