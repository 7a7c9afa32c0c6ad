"""A scan says the same of the same posts, whatever their order, and says nothing where there is nothing."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from polars.testing import assert_frame_equal

from tests.detectors.small_world import HIRED, PUSHERS, case_of, people, pushers, scanned, world
from unisono.cases import Case, create_case
from unisono.detectors import DETECTORS
from unisono.detectors.case_tables import post_columns
from unisono.detectors.scanning import ScanResult, all_pairs, count_accounts, scan_case, scan_posts
from unisono.model.batches import Batch
from unisono.model.errors import UsageError
from unisono.model.scan_steps import KEEPING, READING, ScanStep, steps_of
from unisono.model.settings import ScanSettings
from unisono.model.tables import ACCOUNTS, ACTS, FINDINGS, MEMBERS, NETWORKS, PAIRS, POSTS, REFERENCES, conform, empty
from unisono.worlds.written import STARTS_AT, read_written_world

TABLES = {"pairs": PAIRS, "networks": NETWORKS, "members": MEMBERS, "acts": ACTS, "findings": FINDINGS}


def scan(batch: Batch, settings: ScanSettings | None = None) -> ScanResult:
    return scan_posts(batch.posts, batch.accounts, batch.references, settings or ScanSettings())


@pytest.fixture(scope="module")
def found() -> ScanResult:
    return scan(world())


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    return case_of(tmp_path_factory.mktemp("scanning") / "case", world())


def members(result: ScanResult) -> set[str]:
    return set(result.tables["members"]["account"])


def assert_same(left: ScanResult, right: ScanResult) -> None:
    for name in TABLES:
        assert_frame_equal(left.tables[name], right.tables[name], check_exact=True)


def test_a_scan_finds_those_who_act_together_and_nobody_else(found: ScanResult) -> None:
    stations = {account for account in members(found) if "station" in account}
    assert members(found) - stations == HIRED | PUSHERS
    for name, columns in TABLES.items():
        assert dict(found.tables[name].schema) == columns


def test_a_scan_repeated_is_the_same(found: ScanResult) -> None:
    again = scan(world())
    assert_same(found, again)
    assert again.record == found.record


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_rows_changes_nothing(found: ScanResult, seed: int) -> None:
    batch = world()
    shuffled = Batch(
        batch.posts.sample(fraction=1.0, shuffle=True, seed=seed),
        batch.accounts.sample(fraction=1.0, shuffle=True, seed=seed),
        batch.references.sample(fraction=1.0, shuffle=True, seed=seed),
        read=batch.read,
    )
    other = scan(shuffled)
    assert_same(found, other)
    assert other.record == found.record


def test_findings_keep_their_ids_from_run_to_run(case: Case) -> None:
    first, second = scanned(case), scanned(case)
    assert first.id != second.id
    assert first.table("findings")["finding"].to_list() == second.table("findings")["finding"].to_list()
    assert first.table("findings")["finding"].is_unique().all()


def test_the_record_of_a_run_says_what_was_scanned(case: Case) -> None:
    result = scan_case(case)
    record = result.record
    assert record["posts"] == case.counts()[0]
    assert record["sources"] == case.sources().to_dicts()
    assert record["pairs"] == result.tables["pairs"].select("a", "b").n_unique()
    assert record["networks"] == result.tables["networks"].height
    assert record["findings"] == result.tables["findings"].height
    assert (record["twin_pairs"], record["twin_networks"]) == (0, 0)
    assert record["settings"]["windows"][-1] == "any"
    assert record["started_at"].endswith("Z")


def test_only_the_posts_of_the_span_are_scanned() -> None:
    batch = world()
    since, until = STARTS_AT + timedelta(days=3), STARTS_AT + timedelta(days=6)
    inside = batch.posts.filter((pl.col("created_at") >= since) & (pl.col("created_at") < until))
    cut = replace(batch, posts=inside)
    spanned = scan(batch, ScanSettings(since=since, until=until))
    assert_same(spanned, scan(cut))
    assert spanned.record["posts"] == inside.height < batch.posts.height
    assert spanned.record["settings"]["since"] == "2018-06-04T12:00:00Z"


def test_a_scan_reads_no_more_columns_than_it_says(found: ScanResult) -> None:
    batch = world()
    fewer = replace(batch, posts=batch.posts.select(post_columns(ScanSettings().layers)))
    other = scan(fewer)
    assert fewer.posts.width < len(POSTS)
    assert_same(found, other)
    assert other.record == found.record


names = st.sampled_from(["a", "b", ""])


@given(st.lists(st.tuples(st.none() | names, st.none() | names), max_size=12))
def test_accounts_are_counted_by_platform_and_id(posts: list[tuple[str | None, str | None]]) -> None:
    table = pl.DataFrame(posts, schema={"platform": pl.String, "account_id": pl.String}, orient="row")
    assert count_accounts(table) == len(set(posts))


def test_an_unknown_detector_is_refused_before_anything_is_read() -> None:
    with pytest.raises(UsageError, match=r"no detector 'psychic'. Detectors: co_action, copied_text"):
        scan(world(), ScanSettings(only=("co_action", "psychic")))


def test_only_the_detectors_that_were_asked_for_report(found: ScanResult) -> None:
    alone = scan(world(), ScanSettings(only=("co_action",)))
    assert_frame_equal(alone.tables["findings"], found.tables["findings"].filter(pl.col("detector") == "co_action"))
    assert_frame_equal(alone.tables["pairs"], found.tables["pairs"])
    none = scan(world(), ScanSettings(only=()))
    assert none.tables["findings"].height == 0
    assert_frame_equal(none.tables["members"], found.tables["members"])


def test_a_scan_without_its_twin_finds_the_same_here_and_says_that_it_has_none(found: ScanResult) -> None:
    alone = scan(world(), ScanSettings(twin=False))
    assert (alone.record["twin_pairs"], alone.record["twin_networks"]) == (None, None)
    assert members(alone) == members(found)


def test_an_empty_case_gives_empty_tables(tmp_path: Path) -> None:
    result = scan_case(create_case(tmp_path / "case"))
    assert all(result.tables[name].equals(empty(columns)) for name, columns in TABLES.items())
    counts = ("posts", "accounts", "pairs_tested", "pairs", "networks", "findings", "twin_pairs", "twin_networks")
    assert [result.record[name] for name in counts] == [0] * len(counts)
    assert result.record["first_at"] is None


def some_posts(handles: list[str], **columns: object) -> Batch:
    """Return posts of these accounts, a minute apart."""
    rows = [
        {
            "platform": "somewhere",
            "post_id": str(number),
            "account_id": handle,
            "handle": handle,
            "created_at": STARTS_AT + timedelta(minutes=number // 6),
            "created_at_precision": "second",
            "kind": "post",
            **columns,
        }
        for number, handle in enumerate(handles)
    ]
    return Batch(conform(pl.DataFrame(rows), POSTS), empty(ACCOUNTS), empty(REFERENCES), read=len(rows))


@pytest.mark.parametrize(
    "batch",
    [
        some_posts(["ann"], text="One post alone stands here.", hashtags=["one"]),
        some_posts(["ann"] * 50, text="The same words again and again.", hashtags=["one", "two"]),
        some_posts([f"person{number}" for number in range(300)], text=None),
        some_posts([f"person{number}" for number in range(300)], text=""),
    ],
    ids=["one post", "one account", "no text", "empty text"],
)
@pytest.mark.parametrize("twin", [True, False])
def test_posts_that_share_nothing_give_empty_tables(batch: Batch, twin: bool) -> None:
    result = scan(batch, ScanSettings(twin=twin))
    assert all(result.tables[name].equals(empty(columns)) for name, columns in TABLES.items())
    assert result.record["posts"] == batch.posts.height


@pytest.mark.parametrize(
    "name",
    [
        "حساب{}",
        "統一アカウント{}",
        "<script>alert({})</script>",
        '=cmd|" /C calc"!A{}',
        "a b\n\t{}",
        "\x1f\x00{}",
        "👩‍👩‍👧{}",
        "",
    ],
)
def test_any_handle_is_only_a_name(name: str) -> None:
    batch = read_written_world([*people(), *pushers()])
    renamed = pl.col("account_id").str.replace("^pusher", name.replace("{}", "") or "π")
    odd = replace(batch, posts=batch.posts.with_columns(renamed.alias("account_id"), renamed.alias("handle")))
    result = scan(odd)
    expected = {account.replace("pusher", name.replace("{}", "") or "π") for account in PUSHERS}
    assert members(result) == expected
    assert result.tables["findings"]["because"].str.len_chars().min() > 0


def test_all_pairs_have_the_p_and_q_of_the_run(case: Case) -> None:
    run = scanned(case)
    everything = all_pairs(case, ScanSettings())
    assert not everything.select("a", "b", "layer").is_duplicated().any()
    same = run.table("pairs").join(everything, on=PAIRS.keys(), how="semi", nulls_equal=True)
    assert same.height == run.table("pairs").height
    assert everything.height > run.table("pairs").height
    assert everything["q"].max() > 0.01


def test_all_pairs_of_a_layer_are_the_rows_of_that_layer(case: Case) -> None:
    everything = all_pairs(case, ScanSettings())
    assert {"repost", "link", "hashtag"} <= set(everything["layer"])
    for layer in ("repost", "link"):
        assert_frame_equal(all_pairs(case, ScanSettings(), layer), everything.filter(pl.col("layer") == layer))


def test_all_pairs_of_a_layer_outside_the_settings_are_searched_by_themselves(case: Case) -> None:
    rows = all_pairs(case, ScanSettings(layers=("repost",)), "link")
    assert set(rows["layer"]) == {"link"}


def test_a_scan_tells_each_of_its_steps_in_order_and_finds_the_same(case: Case) -> None:
    heard: list[ScanStep] = []
    told = scan_case(case, on_step=heard.append)
    planned = steps_of(ScanSettings(), [detector.name for detector in DETECTORS])
    assert [one.number for one in heard] == sorted(one.number for one in heard)
    assert {one.name for one in heard} <= set(planned)
    assert (heard[0].name, heard[-1].name, heard[-1].number) == (READING, KEEPING, len(planned))
    assert_same(told, scan_case(case))
