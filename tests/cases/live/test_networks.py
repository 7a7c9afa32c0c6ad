"""The last search's networks are read whole, or not at all."""

from datetime import UTC, datetime
from pathlib import Path

from unisono.cases import create_case
from unisono.cases.live.networks import SearchResult, read_networks, write_networks

AT = datetime(2026, 5, 1, 12, tzinfo=UTC)


def test_the_last_result_comes_back(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    assert read_networks(case) is None
    write_networks(case, SearchResult(AT, None, None, 0))
    result = SearchResult(AT, AT, AT, 7, ({"accounts": ["bluesky:a"], "size": 1, "q": 0.001},))
    write_networks(case, result)
    assert read_networks(case) == result


def test_what_cannot_be_read_is_none(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    write_networks(case, SearchResult(AT, None, None, 0))
    for damaged in (b'{"at": "2026', b"{}", b"[]", b'{"at": "x", "since": null, "until": null, "posts": 1}'):
        (case / "live" / "networks.json").write_bytes(damaged)
        assert read_networks(case) is None
