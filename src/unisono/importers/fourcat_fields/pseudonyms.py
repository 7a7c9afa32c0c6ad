"""Accounts whose names the tool has replaced: by hashes that hold in one file only, or by one word for everybody."""

from collections.abc import Sequence

import polars as pl

from unisono.importers.fourcat_fields.layout import texts
from unisono.importers.problems import Problem

HASH_LENGTH = 48
HASH = r"^[0-9a-f]{48}$"
EVERYBODY = "REDACTED"
SCOPE_DIGITS = 12
NAMES = ("handle", "display_name")
OTHERS = ("ref_account_id", "ref_handle")
PICTURES = ("author_avatar_url", "author_banner_url", "author_avatar", "author_url", "author_profile")


def is_hash(names: pl.Series) -> pl.Series:
    """Say which names are a hash as the tool writes it: 48 hexadecimal digits."""
    long = (names.str.len_bytes() == HASH_LENGTH).fill_null(value=False)
    return long & names.str.contains(HASH).fill_null(value=False) if long.any() else long


def scope_accounts(posts: pl.DataFrame, rows: pl.DataFrame) -> pl.DataFrame:
    """Bind hashed accounts to this file, so that they never join those of another, and drop hashed names.

    The salt of the hashes is another in every file. One word that stands for everybody is nobody's account; neither is
    the hash of nothing, which is known because addresses of pictures have it too.
    """
    if "account_id" not in posts.columns:
        return posts
    nobody = hashes_of_nothing(rows)
    changes = [_scoped(posts, name, nobody) for name in ("account_id", *OTHERS) if name in posts.columns]
    for name in NAMES:
        if name in posts.columns:
            cells = posts[name]
            changes.append(cells.set(is_hash(cells) | (cells == EVERYBODY).fill_null(value=False), None))
    return posts.with_columns(changes)


def _scoped(posts: pl.DataFrame, name: str, nobody: Sequence[str]) -> pl.Series:
    cells = posts[name]
    cells = cells.set((cells == EVERYBODY).fill_null(value=False) | cells.is_in(list(nobody)), None)
    hashed = is_hash(cells)
    if not hashed.any():
        return cells
    scope = posts["source_sha256"].str.slice(0, SCOPE_DIGITS)
    return cells.zip_with(~hashed, scope + "/" + cells).alias(name)


def hashes_of_nothing(rows: pl.DataFrame) -> list[str]:
    """Return the hashes that stand both for an author and for the address of a picture: what was hashed was empty."""
    found: set[str] = set()
    for name in PICTURES:
        if name in rows.columns:
            cells = rows[name].cast(pl.String)
            found |= set(cells.filter(is_hash(cells)).unique().to_list())
    if not found:
        return []
    authors = {each for name in ("author", "author_id") for each in texts(rows, name).unique().to_list()}
    return sorted(found & authors)


def describe_pseudonyms(authors: pl.Series) -> list[Problem]:
    """Report hashed accounts and accounts that one word stands for; `authors` are the ids as the file has them."""
    hashed = authors.filter(is_hash(authors))
    gone = authors.filter((authors == EVERYBODY).fill_null(value=False))
    found = []
    if len(hashed):
        advice = (
            "The authors of this file were replaced by hashes. They tell accounts of this file apart and name nobody: "
            "their ids carry the file's own mark, so that they never join accounts of another file."
        )
        found.append(Problem("pseudonymised_accounts", len(hashed), str(hashed[0]), advice))
    if len(gone):
        advice = (
            f"The authors of these rows were replaced by {EVERYBODY}: the posts have no account and leave no traces."
        )
        found.append(Problem("anonymised_accounts", len(gone), EVERYBODY, advice))
    return found
