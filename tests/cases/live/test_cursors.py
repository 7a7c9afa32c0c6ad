"""A source is read on where its own last acknowledged batch ended."""

from unisono.cases.live.cursors import cursor_settings, last_cursor, own_lines
from unisono.cases.manifest import ManifestLine, SourceRecord


def line(segment: int, source: str | None, cursor: str | None = None) -> ManifestLine:
    settings = {} if source is None else cursor_settings(source, cursor)
    return ManifestLine(segment, segment, "2026-05-01T00:00:00Z", SourceRecord("file", "aa", settings=settings))


def test_the_last_cursor_of_the_source_counts() -> None:
    lines = [line(1, "jetstream", "10"), line(2, "mastodon:x", "99"), line(3, "jetstream", "20"), line(4, None)]
    assert last_cursor(lines, "jetstream") == "20"
    assert [one.segment for one in own_lines(lines, "jetstream")] == [1, 3]


def test_a_new_source_and_one_without_cursors_begin_anew() -> None:
    assert last_cursor([line(1, "jetstream", "10")], "ws:other") is None
    assert last_cursor([line(1, "stdin")], "stdin") is None


def test_a_batch_that_told_no_cursor_does_not_hide_the_one_before() -> None:
    assert last_cursor([line(1, "jetstream", "10"), line(2, "jetstream")], "jetstream") == "10"
