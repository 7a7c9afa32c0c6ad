"""From what was read to a result: detectors that were not asked cost no posts."""

from collections.abc import Iterator, Sequence
from typing import ClassVar

import polars as pl
import pytest

from tests.detectors.small_world import HIRED, PUSHERS, world
from unisono.accounts.known import KnownAccounts
from unisono.accounts.read_posts import HeldPosts
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
from unisono.model.tables import POSTS, empty
from unisono.significance.layer_acts import encode_layers
from unisono.traces import read_traces


class CountedReads(HeldPosts):
    """Posts that count how often all of them are read."""

    reads: ClassVar[list[str]] = []

    def read(self, columns: Sequence[str], /) -> Iterator[pl.DataFrame]:
        self.reads.append(" ".join(columns))
        return super().read(columns)


def test_posts_are_only_read_for_detectors_that_ask_for_them() -> None:
    batch, traces = world(), read_traces(world().posts, world().references)
    read = ReadPosts(encode_layers(traces), {}, count_posts(batch.posts), lambda _: batch.posts)
    known = KnownAccounts(empty(POSTS), batch.accounts, by_part=CountedReads(batch.posts))
    about = AboutAccounts(batch.accounts, known)
    alone = scan_read(read, about, ScanSettings(only=("co_action",)), tell_nobody, EMBEDDED)
    assert not CountedReads.reads
    assert set(alone.tables["members"]["account"]) >= HIRED | PUSHERS
    more = scan_read(read, about, ScanSettings(only=("co_action", "dormancy")), tell_nobody, EMBEDDED)
    assert len(CountedReads.reads) == 1
    assert more.tables["pairs"].equals(alone.tables["pairs"])


def test_detectors_are_asked_in_the_order_of_the_list() -> None:
    assert [one.name for one in wanted_detectors(ScanSettings(only=("turn", "co_action")))] == ["co_action", "turn"]
    assert len(wanted_detectors(ScanSettings())) > 10
    with pytest.raises(UsageError, match="no detector 'psychic'"):
        require_known_detectors(ScanSettings(only=("psychic",)))
