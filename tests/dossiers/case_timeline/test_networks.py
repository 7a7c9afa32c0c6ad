"""A network is told with the span of its common acts and what it did, in counts."""

from datetime import UTC, datetime

import polars as pl

from unisono.dossiers.case_timeline.networks import VERDICT_WORDS, spans_of_networks
from unisono.model.tables import NETWORKS, conform

AT, UNTIL = datetime(2018, 6, 1, tzinfo=UTC), datetime(2018, 6, 9, tzinfo=UTC)


def networks(**more: object) -> pl.DataFrame:
    row = {
        "network": 3,
        "size": 30,
        "layers": '{"repost":426,"text":2}',
        "objects": 1,
        "posts": 572,
        "verdict": "coordinated",
        "first_at": AT,
        "last_at": UNTIL,
    }
    return conform(pl.DataFrame([{**row, **more}]), NETWORKS)


def test_the_span_of_a_network_states_counts_and_layers() -> None:
    (one,) = spans_of_networks(networks())
    assert (one.at, one.until, one.networks, one.accounts) == (AT, UNTIL, (3,), 30)
    assert one.says == (
        "30 accounts acted together more often than chance gives: 572 posts on 1 common object (repost, text)."
    )


def test_every_verdict_has_its_words_and_an_explained_one_says_so() -> None:
    assert set(VERDICT_WORDS) == {"coordinated", "coordinated_explained", "likely_inauthentic"}
    (one,) = spans_of_networks(networks(verdict="coordinated_explained"))
    assert "innocent explanation fits" in one.says


def test_a_network_without_times_is_not_on_the_timeline() -> None:
    assert list(spans_of_networks(networks(first_at=None))) == []
