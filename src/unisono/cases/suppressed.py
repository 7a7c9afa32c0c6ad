"""Who was taken out of a case on request, under a key of the case: imported again, they are left out again."""

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import polars as pl

from unisono.cases.kept_lines import append_kept_line, read_kept_lines
from unisono.cases.secret_keys import kept_key
from unisono.model.batches import Batch, Rejection
from unisono.model.names import ACCOUNT_NAME, POST_NAME
from unisono.model.times import now_text

FILE = "suppressed.jsonl"
KEY_FILE = "suppressed.key"
LOST_KEY = "Restore it from a backup: without it the case does not know any more whom to leave out of what is imported."
REASON = "taken out of this case on request"


def case_key(case: Path) -> bytes:
    """Return the secret of the case under which the gone are listed, made when it is first asked for."""
    return kept_key(case / KEY_FILE, "the key of those taken out", LOST_KEY)


def suppress(case: Path, names: Iterable[str]) -> None:
    """List accounts and posts (`platform:id`) as taken out; what is listed cannot be read back without guessing it."""
    key, known = case_key(case), suppressed_in(case)
    for name in names:
        digest = _digest(name, key)
        if digest not in known:
            append_kept_line(case / FILE, {"digest": digest, "at": now_text()})


def suppressed_in(case: Path) -> frozenset[str]:
    """Return the digests of those that were taken out; empty for most cases."""
    rows, _ = read_kept_lines(case / FILE)
    return frozenset(str(row["digest"]) for _, row in rows if "digest" in row)


def without_suppressed(batch: Batch, case: Path, digests: frozenset[str]) -> Batch:
    """Return a batch without the posts, profiles and originals of those who were taken out; posts count as rejected."""
    if not digests:
        return batch
    key = case_key(case)
    out = _is_listed(batch.posts, key, digests)
    rows = batch.posts.filter(out)["source_row"]
    rejected = Rejection(REASON, int(rows[0] or 0), "", len(rows)) if len(rows) else None
    return replace(
        batch,
        posts=batch.posts.filter(~out),
        accounts=batch.accounts.filter(~_is_listed(batch.accounts, key, digests)),
        references=batch.references.filter(~_is_listed(batch.references, key, digests)),
        deletions=batch.deletions.filter(~_is_listed(batch.deletions, key, digests)),
        rejected=(*batch.rejected, *([rejected] if rejected else [])),
    )


def _is_listed(rows: pl.DataFrame, key: bytes, digests: frozenset[str]) -> pl.Series:
    """Say for each row whether its account, or its post, is listed."""
    names = [name for column, name in (("account_id", ACCOUNT_NAME), ("post_id", POST_NAME)) if column in rows.columns]
    out = pl.repeat(value=False, n=rows.height, eager=True, dtype=pl.Boolean)
    for column in rows.select(names):
        listed = [name for name in column.drop_nulls().unique().to_list() if _digest(name, key) in digests]
        out = out | column.is_in(listed).fill_null(value=False)
    return out


def _digest(name: str, key: bytes) -> str:
    return hmac.new(key, name.encode(), hashlib.sha256).hexdigest()
