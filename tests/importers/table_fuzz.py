"""Any cells in the columns of a format: whatever they hold, reading says what became of every row.

A read of a small table takes the same time as one of a hundred rows, so each table has many rows of any cells: ten
tables are at least two hundred rows.
"""

import csv
import io
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st

from unisono.importers.declaration import Importer, ReadSettings
from unisono.importers.opening import open_source
from unisono.model.batches import Batch
from unisono.model.errors import DataRejectedError, UsageError
from unisono.model.tables import ACCOUNTS, POSTS, REFERENCES

TEN_TABLES = settings(max_examples=10)
MOST_CELLS = 800
PROBLEMS_LOOKED_FOR = 4  # in one table of so many: it takes reading all of it again
KINDS = {"post", "repost", "reply", "quote"}
ODD_CELLS = (
    "", " ", "0", "-1", "nan", "null", "None", "N/A", "[]", "{}", "['a', \"b\"]", '["x"', "true", "no", "1,972,048",
    "9.06E+17", "1.23e+400", "12345678901234567890123", "1e309", "99999999999999999", "-62135596800", "1612137600",
    "2021-02-30 25:61:00", "31/12/2020 10:00", "3/4/2021", "2021-03-01T12:00:00.123456789+14:00", "0001-01-01",
    "9999-12-31T23:59:59Z", "مرحبا بالعالم #وسم @اسم", "日本語のテキスト", "при\u202eвет", "\U0001f9d1\u200d\U0001f680",
    "\u0000", "a\u0000b",
    "\ufeffx", "\ufffd", 'a "quoted" word', "two\nlines", "semi;colon, comma\ttab|bar", "=1+1", "[deleted]", "RT @a: b",
    "https://x.com/a/status/12", "https://x.com/a/status/", "http://", "https://[::1]/x", "https://t.me/a/1",
    "https://www.youtube.com/watch?v=abcdefghijk&lc=Ugz.1", "https://bsky.app/profile/a.example/post/3k", "\\", "\\\"",
)  # fmt: skip
"""Cells that break readers: empty, huge, of the wrong type, in other scripts, with NUL, quotes or half a list."""


def tables(columns: Sequence[str], good: Mapping[str, Sequence[str]]) -> st.SearchStrategy[bytes]:
    """Make tables with these columns: cells are the good ones of their column, odd ones or any text; some are damaged.

    `good` needs cells for the columns without which nothing is read (time, author); others may be left out of it.
    """

    def cell(column: str) -> st.SearchStrategy[str]:
        odd = st.one_of(st.sampled_from(ODD_CELLS), st.text(max_size=12))
        fitting = good.get(column)
        return odd if not fitting else st.one_of(st.sampled_from(list(fitting)), st.sampled_from(list(fitting)), odd)

    # More cells than this are more than hypothesis draws at once: it would throw most tables away.
    fewest = min(20, MOST_CELLS // len(columns))
    rows = st.lists(st.tuples(*(cell(column) for column in columns)), min_size=fewest, max_size=fewest * 3 // 2)
    return st.builds(
        _write, st.just(tuple(columns)), rows, st.sampled_from(",,,;\t"), st.sampled_from(ENCODINGS), damages()
    )


ENCODINGS = ("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16")
Damage = tuple[float, float, bytes] | None


def damages() -> st.SearchStrategy[Damage]:
    """Choose what is cut out of a file and put in its place: nothing for most files."""
    place = st.floats(0, 1)
    put_in = st.sampled_from([b"", b'"', b"\x00", b"\n", b"\xff\xfe", b",,,,", b"\r"])
    return st.one_of(st.none(), st.none(), st.tuples(place, st.floats(0, 0.2), put_in))


def _write(
    columns: Sequence[str], rows: Sequence[Sequence[str]], delimiter: str, encoding: str, damage: Damage
) -> bytes:
    """Write a table as bytes and damage them as told."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter)
    writer.writerow(columns)
    writer.writerows(rows)
    raw = text.getvalue().encode(encoding, errors="replace")
    if damage is None:
        return raw
    start, share, put_in = damage
    first = int(start * len(raw))
    return raw[:first] + put_in + raw[first + int(share * len(raw)) :]


def check_holds_up(importer: Importer, raw: bytes, said: ReadSettings | None = None) -> list[Batch]:
    """Read a file with a format; refusals are fine, anything else that is raised is not; rows must add up.

    Returns the batches, none where the file was refused.
    """
    how = said or ReadSettings()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "any.csv"
        file.write_bytes(raw)
        scratch = Path(folder) / "scratch"
        scratch.mkdir()
        try:
            source = open_source(str(file), scratch)
        except DataRejectedError:
            return []
        assert 0 <= importer.recognise(source) <= 1
        try:
            importer.map_columns(source, how)
            batches = list(importer.read(source, how))
            if len(raw) % PROBLEMS_LOOKED_FOR == 0:
                importer.find_problems(source, how)
        except (UsageError, DataRejectedError) as error:
            assert str(error).strip()
            return []
    for batch in batches:
        _check_batch(batch)
    return batches


def _check_batch(batch: Batch) -> None:
    """Check what every batch of every format keeps to."""
    posts = batch.posts
    assert (posts.schema, batch.accounts.schema) == (POSTS, ACCOUNTS)
    assert batch.references.schema == REFERENCES
    profiles = batch.accounts.height if posts.is_empty() else 0  # a table of profiles has one a row
    assert batch.read == posts.height + profiles + sum(rejection.rows for rejection in batch.rejected)
    assert all(rejection.reason and len(rejection.example) <= 200 for rejection in batch.rejected)
    assert posts["post_id"].null_count() == posts["platform"].null_count() == posts["source_sha256"].null_count() == 0
    assert set(posts["kind"]) <= KINDS
    rows = posts["source_row"].to_list()
    assert rows == sorted(set(rows))
    assert not set(rows) & {rejection.row for rejection in batch.rejected}
    for name in ("account_id", "handle", "post_id"):
        assert not (posts[name] == "").any()
    assert batch.accounts["account_id"].null_count() == 0
