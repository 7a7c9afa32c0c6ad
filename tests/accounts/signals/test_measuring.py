"""All signals of a case at once: of everybody, whatever the order of the rows, and of tables that lack columns."""

from pathlib import Path

import numpy as np
import polars as pl
import pytest

from tests.accounts.signals.lives import posts_of, signals_of
from unisono.accounts.known import KnownAccounts
from unisono.accounts.signals import SIGNALS
from unisono.accounts.signals.measuring import READ_FROM, measure_signals, read_known
from unisono.accounts.signals.strata import STRATA
from unisono.cases import SourceRecord, create_case
from unisono.model.batches import Batch
from unisono.worlds import WorldSettings, build_world

WORLD = build_world(WorldSettings(posts=6_000, accounts=400, days=30), seed=4)


def test_every_account_has_every_signal_with_its_n() -> None:
    table = measure_signals(KnownAccounts(WORLD.posts, WORLD.accounts, WORLD.accounts))
    assert table.accounts.to_list() == sorted(set(table.accounts))
    assert list(table.values) == list(table.n) == [signal.name for signal in SIGNALS]
    assert table.strata.height == len(table.accounts) and table.strata.schema == STRATA
    for signal in SIGNALS:
        values, n = table.values[signal.name], table.n[signal.name]
        assert len(values) == len(n) == len(table.accounts)
        assert np.isnan(values[n < signal.least]).all()
        known = values[~np.isnan(values)]
        assert np.isfinite(known).all()
        if signal.unit in ("share", "p"):
            assert ((known >= 0) & (known <= 1)).all()


def test_the_order_of_the_rows_changes_nothing() -> None:
    table = measure_signals(KnownAccounts(WORLD.posts, WORLD.accounts, WORLD.accounts))
    shuffled = WORLD.posts.sample(fraction=1.0, shuffle=True, seed=1)
    again = measure_signals(KnownAccounts(shuffled, WORLD.accounts, WORLD.accounts))
    assert again.accounts.equals(table.accounts) and again.strata.equals(table.strata)
    for name, values in table.values.items():
        assert again.values[name] == pytest.approx(values, nan_ok=True), name
        assert (again.n[name] == table.n[name]).all(), name


def test_an_account_alone_has_what_it_has_among_others() -> None:
    table = measure_signals(KnownAccounts(WORLD.posts))
    name = table.accounts[int(np.argmax(table.n["repost_share"]))]
    own = WORLD.posts.filter(pl.concat_str("platform", pl.lit(":"), "account_id") == name)
    alone = measure_signals(KnownAccounts(own))
    assert alone.accounts.to_list() == [name]
    place = table.accounts.to_list().index(name)
    # Silences, turns, copies and originals are looked for in the whole case.
    within = [
        *("posts_per_active_day", "quiet_hours", "gap_entropy", "same_second", "clock_schedule", "same_gap", "targets"),
        *("target_variety", "link_share", "tags_per_post", "repeated_texts", "handle_spelling", "languages"),
    ]
    for signal in within:
        assert alone.values[signal][0] == pytest.approx(table.values[signal][place], nan_ok=True), signal


def test_posts_without_some_columns_are_measured_as_far_as_they_go() -> None:
    posts = posts_of([{"account_id": "a", "seconds": 21_600 * number} for number in range(40)])
    bare = posts.select("platform", "post_id", "account_id", "created_at", "created_at_precision", "kind")
    found = signals_of(measure_signals(KnownAccounts(bare)), "a")
    assert found["posts_per_active_day"] == (4.0, 10)
    assert {name for name, (_, n) in found.items() if n == 0} >= {"automation_tools", "link_share", "handle_digits"}


def test_a_case_is_read_with_the_columns_that_signals_need(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case")
    assert len(measure_signals(read_known(case)).accounts) == 0
    # Two neighbours each show one picture.
    pair = (pl.int_range(pl.len()) // 2).cast(pl.String)
    profiles = WORLD.accounts.with_columns(("https://a.example/" + pair + ".png").alias("avatar_url"))
    case.append([Batch(posts=WORLD.posts, accounts=profiles)], SourceRecord("world.jsonl", "ab" * 32))
    known = read_known(case)
    assert set(known.posts.columns) == set(READ_FROM)
    table = measure_signals(known)
    again = measure_signals(KnownAccounts(WORLD.posts, WORLD.accounts, WORLD.accounts))
    for name, values in again.values.items():
        if name not in ("default_picture", "picture_copies"):
            assert table.values[name] == pytest.approx(values, nan_ok=True), name
    assert (table.values["picture_copies"] == 1.0).sum() > 300
