"""A search beside a stream finds what a scan of the same posts finds, and tells each network once."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import orjson
import pytest

from tests.detectors.small_world import HIRED, PUSHERS, world
from unisono.cases import Case, SourceRecord, create_case
from unisono.cases.live.networks import read_networks
from unisono.detectors.scanning import scan_case
from unisono.model.batches import Batch
from unisono.model.names import POST_NAME
from unisono.watch.claims import Claim
from unisono.watch.networks.recent_batches import RecentLimits
from unisono.watch.networks.searching import FEWEST_POSTS, Searching, SearchSettings
from unisono.worlds.written import read_written_world

PARTS = 3
WHOLE = SearchSettings(limits=RecentLimits(window_s=400 * 86_400.0))


def grow(case: Case, part: int) -> None:
    """Add the posts of one third of the world's time, as a stream would bring them."""
    whole = world()
    posts = whole.posts.sort("created_at", maintain_order=True)
    size = posts.height // PARTS + 1
    own = Batch(posts.slice(part * size, size), whole.accounts if part == 0 else whole.accounts.clear())
    if part == PARTS - 1:
        own = replace(own, references=whole.references)
    case.append([own], SourceRecord("stream", f"{part:064d}"))


@pytest.fixture(scope="module")
def followed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, Searching, list[Claim]]:
    """Return a case that grew, the search that followed it, and everything it told."""
    case = create_case(tmp_path_factory.mktemp("searching") / "case")
    searching = Searching(str(case.path), WHOLE)
    assert searching.search() is None
    claims = []
    for part in range(PARTS):
        grow(case, part)
        found = searching.search(whole=part == PARTS - 1)
        assert found is not None
        claims += found.claims
    return case, searching, claims


def test_the_last_search_finds_the_networks_of_a_scan(followed: tuple[Case, Searching, list[Claim]]) -> None:
    case, _, _ = followed
    scanned = scan_case(case).tables["networks"].to_dicts()
    last = read_networks(case.path)
    assert last is not None
    assert (last.since, last.posts) == (None, case.counts()[0])
    assert len(scanned) == len(last.networks) >= 3
    for row, kept in zip(scanned, last.networks, strict=True):
        assert kept["accounts"] == row["accounts"]
        assert kept["layers"] == orjson.loads(row["layers"])
        assert (kept["q"], kept["verdict"], kept["objects"]) == (row["q"], row["verdict"], row["objects"])


def test_every_network_is_told_once_or_when_it_has_grown(followed: tuple[Case, Searching, list[Claim]]) -> None:
    case, _, claims = followed
    last = read_networks(case.path)
    assert last is not None
    told = {claim.subject for claim in claims}
    assert {network["name"] for network in last.networks} <= told
    for name in told:
        own = [claim for claim in claims if claim.subject == name]
        for before, later in pairwise(own):
            assert later.accounts > before.accounts or later.p <= before.p / 10
    assert any(claim.who >= HIRED for claim in claims)
    assert any(claim.who >= PUSHERS for claim in claims)


def test_a_claim_states_what_it_counts_and_posts_that_the_case_has(
    followed: tuple[Case, Searching, list[Claim]],
) -> None:
    case, _, claims = followed
    names = set(case.posts().select(POST_NAME).collect().to_series())
    for claim in claims:
        assert (claim.detector, claim.subject_kind) == ("networks", "network")
        assert claim.accounts == len(claim.who)
        assert claim.value > claim.expected
        assert 0 <= claim.chance_per_day < 1
        assert claim.posts
        assert set(claim.posts) <= names
        assert len(claim.posts) == len(set(claim.posts)) <= 50
        assert "Verdict: coordinated" in claim.because
    stations = next(claim for claim in claims if all("station" in account for account in claim.who))
    assert any("program" in reason or "automated" in reason.lower() for reason in stations.innocent)


def test_nothing_is_searched_where_nothing_came(followed: tuple[Case, Searching, list[Claim]]) -> None:
    _, searching, _ = followed
    assert searching.search() is None


def test_a_watcher_that_starts_again_does_not_tell_what_the_last_one_told(
    followed: tuple[Case, Searching, list[Claim]],
) -> None:
    case, _, _ = followed
    again = Searching(str(case.path), WHOLE)
    found = again.search(whole=True)
    assert found is not None
    assert found.claims == []
    assert found.numbers["networks"] >= 3


def test_a_search_that_takes_too_long_is_followed_by_one_over_less(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    rows = [f"{second} ann{second % 50} link{second}" for second in range(FEWEST_POSTS + 1000)]
    case.append([read_written_world(rows)], SourceRecord("stream", "0" * 64))
    searching = Searching(str(case.path), replace(WHOLE, most_seconds=1e-6))
    first = searching.search()
    second = searching.search(whole=True)
    assert first is not None
    assert second is not None
    assert first.numbers["searched_posts"] == second.numbers["searched_posts"] == FEWEST_POSTS + 1000
    case.append([read_written_world([f"{99_999} ann link"])], SourceRecord("stream", "1" * 64))
    third = searching.search()
    assert third is not None
    assert third.numbers["searched_posts"] == FEWEST_POSTS
    assert third.numbers["reach_s"] < first.numbers["reach_s"]


def test_a_quick_search_is_followed_by_one_over_more(tmp_path: Path) -> None:
    searching = Searching(str(create_case(tmp_path / "case").path), replace(WHOLE, first_posts=100))
    searching._adapt(0.1, 100)
    assert searching.most_posts == 150
    searching._adapt(0.1, 60)
    assert searching.most_posts == 150
    searching._adapt(40.0, 150)
    assert searching.most_posts == FEWEST_POSTS
