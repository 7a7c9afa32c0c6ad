"""Accounts in no network that nevertheless do as one does."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import binom

from tests.dossiers.written_case import write_case
from unisono.dossiers.followers import (
    FEWEST_MEMBERS,
    MET,
    NEAR_SECONDS,
    REPOSTS,
    count_company,
    count_met,
    first_reposts,
    followers_of,
    read_all_reposts,
    read_repost_acts,
)
from unisono.traces.acts import read_acts
from unisono.traces.origins import find_origins
from unisono.traces.repost import REPOST

START = datetime(2020, 1, 1, tzinfo=UTC)
DAY = 86_400


def reposts_of(rows: list[tuple[str, str, float]]) -> pl.DataFrame:
    """Return REPOSTS of (account, object, seconds)."""
    return pl.DataFrame(
        {
            "account": [row[0] for row in rows],
            "object": [row[1] for row in rows],
            "at": [START + timedelta(seconds=row[2]) for row in rows],
        },
        schema={name: REPOSTS[name] for name in ("account", "object", "at")},
    )


def members_of(accounts: list[str]) -> pl.DataFrame:
    return pl.DataFrame(
        {"account": accounts, "network": [1] * len(accounts)}, schema={"account": pl.String, "network": pl.Int64}
    )


def world(seed: int, hidden: int = 6) -> pl.DataFrame:
    """Return ten members and some hidden ones on 20 commands, and 150 people who repost these and others in days."""
    rng = np.random.default_rng(seed)
    rows = []
    for job in range(20):
        command = float(rng.uniform(0, 20 * DAY))
        doing = [f"m{number}" for number in range(10)] + [f"h{number}" for number in range(hidden)]
        rows += [(who, f"job{job}", command + abs(rng.normal(0, 60))) for who in doing if rng.random() < 0.8]
        people = rng.choice(150, 15, replace=False)
        rows += [(f"p{who}", f"job{job}", float(rng.uniform(0, 20 * DAY))) for who in people]
    for who in range(150):
        posts = rng.choice(200, 12, replace=False)
        rows += [(f"p{who}", f"o{post}", float(rng.uniform(0, 20 * DAY))) for post in posts]
    return reposts_of(rows)


def test_planted_followers_are_found_and_hardly_anybody_else() -> None:
    others = 0
    for seed in range(5):
        reposts = world(seed)
        met = count_met(reposts, members_of([f"m{number}" for number in range(10)]))
        everyone = reposts["account"].unique().sort()
        found = set(followers_of(met, everyone)["account"])
        assert {f"h{number}" for number in range(6)} <= found
        others += len(found) - 6
    assert others == 0


def test_without_hidden_members_nobody_follows() -> None:
    for seed in range(5):
        reposts = world(seed, hidden=0)
        met = count_met(reposts, members_of([f"m{number}" for number in range(10)]))
        assert followers_of(met, reposts["account"].unique()).is_empty()


def test_what_is_left_out_does_not_count() -> None:
    reposts = world(1)
    members = members_of([f"m{number}" for number in range(10)])
    jobs = [f"job{job}" for job in range(20)]
    assert count_met(reposts, members, jobs)["met"].sum() == 0
    assert followers_of(count_met(reposts, members, jobs), reposts["account"].unique()).is_empty()


def test_readers_who_are_all_as_prompt_as_the_network_do_not_follow_it() -> None:
    # Twelve posts that everybody reposts within ten minutes, members or not: by what they reposted, nobody stands out.
    rng = np.random.default_rng(2)
    rows = [
        (who, f"star{post}", post * DAY + float(rng.uniform(0, 500)))
        for post in range(12)
        for who in [*(f"m{number}" for number in range(10)), *(f"fan{number}" for number in range(40))]
    ]
    rows += [(f"p{who}", f"o{who % 50}", float(rng.uniform(0, 12 * DAY))) for who in range(2_000)]
    reposts = reposts_of(rows)
    met = count_met(reposts, members_of([f"m{number}" for number in range(10)]))
    assert met.filter(pl.col("account").str.starts_with("fan"))["met"].min() == 12
    assert followers_of(met, reposts["account"].unique()).is_empty()


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("xyz"), st.integers(0, 3_000)), min_size=1, max_size=40
    )
)
def test_meetings_are_those_counted_one_by_one(given_rows: list[tuple[str, str, int]]) -> None:
    first: dict[tuple[str, str], int] = {}
    for who, what, at in given_rows:
        first.setdefault((who, what), at)
    rows = [(who, what, float(at)) for (who, what), at in first.items()]
    inside = set("abcde")

    def near(who: str, what: str, at: float) -> bool:
        others = [row for row in rows if row[1] == what and row[0] in inside and row[0] != who]
        return sum(abs(row[2] - at) <= NEAR_SECONDS for row in others) >= FEWEST_MEMBERS

    wanted: dict[str, int] = {}
    for who, what, at in rows:
        wanted[who] = wanted.get(who, 0) + near(who, what, at)
    found = count_met(reposts_of(rows), members_of(sorted(inside)))
    counted = dict(found.group_by("account").agg(pl.col("met").sum()).iter_rows())
    assert {who: met for who, met in counted.items() if met} == {who: met for who, met in wanted.items() if met}
    assert set(counted) >= {who for who in wanted if who not in inside}


def test_the_chance_is_never_below_that_of_all_its_acts() -> None:
    reposts = world(3)
    met = count_met(reposts, members_of([f"m{number}" for number in range(10)]))
    outside = met.filter(pl.col("p").is_not_null())
    acts, near = outside["acts"].sum(), outside["met"].sum()
    for row in outside.filter(pl.col("met") > 0).iter_rows(named=True):
        rate = (near - row["met"] + 1) / (acts - row["acts"] + 1)
        assert row["p"] >= binom.sf(row["met"] - 1, row["acts"], rate) * (1 - 1e-9)
        assert row["expected"] >= row["acts"] * rate * (1 - 1e-9)


def test_company_is_kept_by_those_who_meet_elsewhere_twice() -> None:
    rows = [(who, what, at + number) for what, at in (("x", 0.0), ("y", 9_000.0)) for number, who in enumerate("abcd")]
    rows += [("e", "x", 5.0), ("e", "y", 50_000.0), ("a", "post", 1.0), ("b", "post", 2.0)]
    company = count_company(reposts_of(rows), pl.Series(list("abcde")), ["post"])
    assert dict(company.iter_rows()) == {"a": 2, "b": 2, "c": 2, "d": 2}
    assert count_company(reposts_of(rows), pl.Series(list("abc")), ["post"]).is_empty()


def test_reposts_are_read_once_an_account_and_post_with_the_author(tmp_path: Path) -> None:
    posts = [
        {"account": "a", "text": "Hello", "id": "o1"},
        {"account": "b", "text": "RT @h_a: Hello", "kind": "repost", "ref_post_id": "o1", "minutes": 9},
        {"account": "b", "text": "RT @h_a: Hello", "kind": "repost", "ref_post_id": "o1", "minutes": 5},
    ]
    found = read_all_reposts(write_case(tmp_path / "case", posts))
    assert found.columns == list(REPOSTS)
    (row,) = found.to_dicts()
    assert (row["account"], row["object"], row["author"], row["post"]) == (
        "twitter:b",
        "twitter:o1",
        "twitter:a",
        "twitter:2",
    )
    assert (row["at"] - row["origin_at"]).total_seconds() == pytest.approx(300)


def test_without_origins_reposts_are_the_same_acts(tmp_path: Path) -> None:
    posts = [
        {"account": "a", "text": "Hello to all of you in the square", "id": "o1"},
        {"account": "b", "text": "RT @h_a: Hello", "kind": "repost", "ref_post_id": "o1", "minutes": 9},
        {"account": "c", "text": "RT @h_a: Hello to all of you in the square", "kind": "repost", "minutes": 10},
        {"account": "d", "text": "RT @h_a: Hello to all of you in the square", "kind": None, "minutes": 11},
        {"account": "d", "text": "no repost", "kind": None, "minutes": 12},
    ]
    case = write_case(tmp_path / "case", posts)
    acts = ["account", "object", "at", "post", "exact"]
    light, whole = read_repost_acts(case), read_all_reposts(case)
    assert light.columns == list(REPOSTS)
    assert light.select(acts).equals(whole.select(acts))
    assert light["account"].to_list() == ["twitter:b", "twitter:c", "twitter:d"]
    assert light["object"].n_unique() == 2


def test_reposts_read_in_parts_are_those_of_the_whole_case(tmp_path: Path) -> None:
    posts = [
        {"account": f"a{number % 7}", "text": f"RT @h_a: Words that many pass on {number % 5}", "kind": "repost"}
        | {"minutes": (number * 37) % 50, "ref_post_id": f"o{number % 3}" if number % 2 else None}
        for number in range(60)
    ]
    case = write_case(tmp_path / "case", [{"account": "a", "text": "Words", "id": "o1"}, *posts])
    acts = read_acts(case.posts(), REPOST.columns)
    whole = first_reposts(REPOST.read(acts, find_origins(case.posts(), case.references())))
    assert read_all_reposts(case).equals(whole)
    assert whole.height < len(posts)


def test_nothing_gives_nothing() -> None:
    assert count_met(reposts_of([]), members_of([])).columns == list(MET)
    assert count_company(reposts_of([]), pl.Series([], dtype=pl.String)).is_empty()
    assert followers_of(count_met(reposts_of([]), members_of([])), pl.Series([], dtype=pl.String)).is_empty()
