"""Tests of judging whether accounts are for hire."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.content.purposes import PURPOSES
from unisono.dossiers.network.for_hire import advertisers_of, breadth_of, effective_number, judge_hire


def posts(adverts: list[str | None], others: int) -> pl.DataFrame:
    return pl.DataFrame(
        {
            "text": range(len(adverts) + others),
            "commercial": [1.0] * len(adverts) + [0.0] * others,
            "advertiser": [*adverts, *[None] * others],
        },
        schema={"text": pl.Int64, "commercial": pl.Float64, "advertiser": pl.String},
    )


MANY = [f"shop {number % 10}" for number in range(60)]


def test_much_advertising_for_many_is_for_hire() -> None:
    found = judge_hire(posts(MANY, 40), 0.6, 0.5)
    assert (found.verdict, found.advertisements, found.named) == (True, 60, 60)
    assert found.advertisers == pytest.approx(10.0)
    assert found.largest == pytest.approx(0.1)
    assert "60% of the posts advertise (at least 50%), for as many as 10.0 equal advertisers" in found.because


@pytest.mark.parametrize(
    ("adverts", "others", "share", "low"),
    [
        (["one shop"] * 60, 40, 0.6, 0.5),  # one shop's own staff
        (["one shop"] * 55 + MANY[:5], 40, 0.6, 0.5),
        (MANY, 400, 0.13, 0.1),  # people who pass on an offer now and then
        (MANY, 40, 0.6, 0.05),  # too few texts to be sure of the share
        ([], 300, 0.0, 0.0),
    ],
)
def test_one_advertiser_or_little_advertising_is_not(
    adverts: list[str | None], others: int, share: float, low: float
) -> None:
    assert judge_hire(posts(adverts, others), share, low).verdict is False


@pytest.mark.parametrize(
    ("adverts", "others", "share"),
    [(MANY[:19], 1, 0.95), ([None] * 40 + MANY[:20], 10, 0.85), (MANY, 40, None), ([], 20, 0.0)],
)
def test_thin_advertising_and_unknown_advertisers_are_not_judged(
    adverts: list[str | None], others: int, share: float | None
) -> None:
    found = judge_hire(posts(adverts, others), share, share)
    assert found.verdict is None
    assert found.because.startswith("cannot say")
    assert found.as_json()["verdict"] is None


def test_few_texts_are_not_judged_however_often_they_are_posted() -> None:
    same = posts(MANY, 40).with_columns(pl.col("text") % 4)
    assert judge_hire(same, 0.6, 0.5).verdict is None


@given(st.lists(st.integers(1, 100), min_size=1, max_size=20))
def test_the_effective_number_lies_between_one_and_their_number(counts: list[int]) -> None:
    found = effective_number(np.array(counts, dtype=np.float64))
    assert 1.0 - 1e-9 <= found <= len(counts) + 1e-9
    assert effective_number(np.full(len(counts), 7.0)) == pytest.approx(len(counts))
    by_hand = np.prod([(count / sum(counts)) ** -(count / sum(counts)) for count in counts])
    assert found == pytest.approx(by_hand)


def test_whoever_is_reposted_advertises_else_the_site_of_the_link() -> None:
    rows = [
        ("repost", "77", "shop", ["https://www.x.example/1"]),
        ("repost", None, "Shop", None),
        ("repost", None, None, ["https://www.X.example/1"]),
        ("post", None, None, ["https://y.example:80/2", "https://z.example/"]),
        ("post", "77", None, []),
        (None, None, None, None),
    ]
    table = pl.DataFrame(rows, schema=["kind", "ref_account_id", "ref_handle", "urls"], orient="row")
    assert advertisers_of(table).to_list() == ["77", "shop", "x.example", "y.example", None, None]


def test_breadth_counts_recognised_purposes_alone() -> None:
    assert breadth_of(np.array([0.1, 0.1, 0.0, 0.0, 0.8])) == pytest.approx(2.0)
    assert breadth_of(np.array([0.0] * (len(PURPOSES) - 1) + [1.0])) is None
