"""From what was read to a result: detectors that were not asked cost no posts."""

import polars as pl
import pytest

from tests.detectors.small_world import HIRED, PUSHERS, world
from unisono.accounts.known import KnownAccounts
from unisono.detectors.scan_record import count_posts
from unisono.detectors.scan_result import (
    AboutAccounts,
    ReadPosts,
    require_known_detectors,
    scan_read,
    wanted_detectors,
)
from unisono.engine.engines import EMBEDDED
from unisono.model.errors import UsageError
from unisono.model.scan_steps import tell_nobody
from unisono.model.settings import ScanSettings
from unisono.model.tables import TRACES, empty
from unisono.significance.layer_acts import encode_layers
from unisono.traces import read_traces


def test_all_posts_are_only_read_for_detectors_that_ask_for_them() -> None:
    batch, asked = world(), []

    def whole() -> tuple[pl.DataFrame, pl.DataFrame]:
        asked.append("whole")
        return batch.posts, empty(TRACES)

    traces = read_traces(batch.posts, batch.references)
    read = ReadPosts(encode_layers(traces), {}, count_posts(batch.posts), lambda _: batch.posts, whole)
    about = AboutAccounts(batch.accounts, KnownAccounts(batch.posts, batch.accounts))
    alone = scan_read(read, about, ScanSettings(only=("co_action",)), tell_nobody, EMBEDDED)
    assert not asked
    assert set(alone.tables["members"]["account"]) >= HIRED | PUSHERS
    more = scan_read(read, about, ScanSettings(only=("co_action", "dormancy")), tell_nobody, EMBEDDED)
    assert asked == ["whole"]
    assert more.tables["pairs"].equals(alone.tables["pairs"])


def test_detectors_are_asked_in_the_order_of_the_list() -> None:
    assert [one.name for one in wanted_detectors(ScanSettings(only=("turn", "co_action")))] == ["co_action", "turn"]
    assert len(wanted_detectors(ScanSettings())) > 10
    with pytest.raises(UsageError, match="no detector 'psychic'"):
        require_known_detectors(ScanSettings(only=("psychic",)))
