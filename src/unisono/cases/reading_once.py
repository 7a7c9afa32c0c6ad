"""A case whose posts, profiles and originals are told apart once for a long job, and then only read."""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.cases.collapsing import ACCOUNT_KEY, POST_KEY, latest_known
from unisono.cases.folder import NAMED_BY, Case, posts_by_part
from unisono.cases.merging import files_to_read
from unisono.cases.segments import SegmentFile, scan_segments
from unisono.model.few_rows import collect_few
from unisono.model.tables import ACCOUNTS, POSTS, REFERENCES

FEWEST_POSTS = 50_000
"""Below, reading a case anew each time takes less than writing it once."""

POSTS_AT_ONCE = 50_000
ROWS_AT_ONCE = 100_000
"""Posts that are held at once while they are copied, and snapshots of accounts that are compared at once."""

ROWS_OF_A_LOT = 200_000
"""Rows of a table made of posts that are put in order at once."""

ROWS_OF_A_GROUP = 25_000
"""Rows that a reader of the files has to hold at least."""

_ACCOUNT_HASH = pl.concat_str(
    pl.col("platform").fill_null("\1"), pl.lit("\0"), pl.col("account_id").fill_null("\1")
).hash()

POSTS_NAME, ACCOUNTS_NAME, REFERENCES_NAME = "posts", "accounts", "references"


@dataclass(frozen=True)
class CaseReadOnce(Case):
    """A case as it was when a job began: what was imported since is not in it. copies: the folder of its tables."""

    copies: Path = Path()

    def posts(self) -> pl.LazyFrame:
        """Return the rows of Case.posts()."""
        return _copied(self.copies / POSTS_NAME, POSTS)

    def accounts(self) -> pl.LazyFrame:
        """Return the rows of Case.accounts()."""
        return _copied(self.copies / ACCOUNTS_NAME, ACCOUNTS)

    def references(self) -> pl.LazyFrame:
        """Return the rows of Case.references()."""
        return _copied(self.copies / REFERENCES_NAME, REFERENCES)


@contextmanager
def read_once(case: Case, fewest: int | None = None) -> Iterator[Case]:
    """Yield the case with its tables copied for the time of one job, as one that reads them often wants them.

    The copies lie in the case's own folder, and go when the job ends. Memory while they are written is
    that of some of the posts, whatever the case holds. A case of fewer posts (FEWEST_POSTS) is yielded
    as it is.
    """
    lines = case._lines()  # the same moment for all tables
    if isinstance(case, CaseReadOnce) or sum(line.rows.get("posts", 0) for line in lines) < (
        FEWEST_POSTS if fewest is None else fewest
    ):
        yield case
        return
    derived = case.path / "derived"
    derived.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".reading-", dir=derived) as made:
        folder = Path(made)
        _copy_posts(case, folder / POSTS_NAME)
        _copy_accounts(files_to_read(case.path, lines, "accounts"), folder / ACCOUNTS_NAME)
        _copy_references(files_to_read(case.path, lines, "references"), folder / REFERENCES_NAME)
        known = {one.name: getattr(case, one.name) for one in fields(Case)}
        yield CaseReadOnce(**{**known, "only": tuple(lines)}, copies=folder)


def keep_in_lots(
    case: CaseReadOnce,
    name: str,
    parts: Iterable[pl.DataFrame],
    *,
    by: str,
    finish: Callable[[pl.DataFrame], pl.DataFrame],
) -> pl.LazyFrame:
    """Write a table that comes part by part beside the case's copies, to be read as often as the job wants.

    by: a column; rows alike in it lie together and are finished together, with others of their lot. There is at least
    one part.
    """
    folder = case.copies / name
    with tempfile.TemporaryDirectory(dir=case.copies) as made:
        rows = 0
        for number, part in enumerate(parts):
            _write(Path(made), number, part)
            rows += part.height
        lots, given = 1 + rows // ROWS_OF_A_LOT, _copied(Path(made), {})
        for lot in range(lots):
            _write(folder, lot, finish(collect_few(given.filter(pl.col(by).hash() % lots == lot))))
    return _copied(folder, {})


def posts_in_turn(case: Case, columns: Sequence[str]) -> Iterator[pl.DataFrame]:
    """Read the rows of Case.posts() in these columns, POSTS_AT_ONCE or fewer at a time."""
    return posts_by_part(case).read(columns, at_once=POSTS_AT_ONCE)


def _copied(folder: Path, schema: dict[str, pl.DataType]) -> pl.LazyFrame:
    files = sorted(folder.glob("*.parquet"))
    return pl.scan_parquet(files, glob=False) if files else pl.LazyFrame(schema=schema)


def _write(folder: Path, number: int, rows: pl.DataFrame) -> None:
    folder.mkdir(exist_ok=True)
    rows.write_parquet(folder / f"{number:06d}.parquet", compression="lz4", row_group_size=ROWS_OF_A_GROUP)


def _copy_posts(case: Case, folder: Path) -> None:
    for number, part in enumerate(posts_in_turn(case, list(POSTS))):
        _write(folder, number, part)


def _copy_accounts(files: list[SegmentFile], folder: Path) -> None:
    """Write what the case knows of each account: told in lots of accounts, then put in the order of their snapshots."""
    sizes = [scan_segments([file], ACCOUNTS).select(pl.len()).collect().item() for file in files]
    lots = 1 + sum(sizes) // ROWS_AT_ONCE
    with tempfile.TemporaryDirectory(dir=folder.parent) as made:
        for number, rows in enumerate(_placed_snapshots(files, sizes)):
            for (lot,), own in rows.with_columns(_lot=_ACCOUNT_HASH % lots).group_by("_lot"):
                _write(Path(made) / str(lot), number, own.drop("_lot"))
        for lot in list(Path(made).iterdir()):
            told = latest_known(_copied(lot, {}), ACCOUNT_KEY, "observed_at", NAMED_BY).collect()
            _write(Path(made) / "told", int(lot.name), told.sort("_place"))
        known = _copied(Path(made) / "told", {**ACCOUNTS, "_place": pl.UInt32()})
        for number, first in enumerate(range(0, sum(sizes), ROWS_AT_ONCE)):
            placed = known.filter(pl.col("_place").is_between(first, first + ROWS_AT_ONCE - 1))
            _write(folder, number, placed.collect().sort("_place").drop("_place"))


def _placed_snapshots(files: list[SegmentFile], sizes: list[int]) -> Iterator[pl.DataFrame]:
    """Yield the snapshots in append order, some at a time, with the place of each."""
    place = 0
    for file, size in zip(files, sizes, strict=True):
        for at in range(0, size, ROWS_AT_ONCE):
            rows = scan_segments([file], ACCOUNTS).slice(at, ROWS_AT_ONCE).collect()
            yield rows.with_row_index("_place", place)
            place += rows.height


def _copy_references(files: list[SegmentFile], folder: Path) -> None:
    """Write each original once, as the latest append has it."""
    own = [_keys_of(file) for file in files]
    is_last = _last_of_each(np.concatenate([np.zeros((0, 2), np.uint64), *own]))
    first = 0
    for number, (file, keys) in enumerate(zip(files, own, strict=True)):
        kept = pl.Series(is_last[first : first + len(keys)])
        _write(folder, number, scan_segments([file], REFERENCES).filter(kept).collect())
        first += len(keys)


def _keys_of(file: SegmentFile) -> NDArray[np.uint64]:
    """Return two hashes of the platform and id of each row: uint64 (rows, 2)."""
    name = pl.concat_str(*(pl.col(one).fill_null("\1") for one in POST_KEY), separator="\0")
    told = scan_segments([file], REFERENCES).select(name.hash().alias("key"), name.hash(1).alias("check")).collect()
    return told.to_numpy()


def _last_of_each(keys: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Say of each row whether no later one has the same key."""
    order = np.lexsort((keys[:, 1], keys[:, 0]))  # stable: of equals the last row comes last
    ordered = keys[order]
    is_last = np.ones(len(keys), np.bool_)
    is_last[order[:-1][(ordered[1:] == ordered[:-1]).all(axis=1)]] = False
    return is_last
