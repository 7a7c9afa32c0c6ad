"""Accounts by the names that people type: platform:id, a bare id, a handle with or without @."""

from difflib import get_close_matches
from shlex import quote

import polars as pl

from unisono.cases import Case
from unisono.model.errors import UsageError
from unisono.model.names import ACCOUNT_NAME

NAMED = 5
"""Accounts, or like handles, that an error names at most."""


def find_account(case: Case, name: str) -> str:
    """Return the platform:id of an account named by platform:id, handle (with or without @) or bare id.

    Handles that an account had earlier count as well. Raises UsageError when the case has no such account or several.
    """
    typed = name.strip()
    handle = typed.lstrip("@＠").lower()
    fits = ACCOUNT_NAME.eq(typed) | (pl.col("account_id") == typed) | (pl.col("handle").str.to_lowercase() == handle)
    named = [table.filter(fits).select(ACCOUNT_NAME) for table in (case.posts(), case.account_snapshots())]
    found: list[str] = sorted(set(pl.concat(named).collect()["account"].drop_nulls()))
    if typed in found or len(found) == 1:
        return typed if typed in found else found[0]
    if found:
        raise UsageError(f"{typed} names {len(found)} accounts: {_described(case, found)}. Type one of these ids.")
    raise UsageError(_not_there(case, typed, handle))


def _described(case: Case, accounts: list[str]) -> str:
    """Return the first of these accounts with their handles and how many posts the case has of each."""
    shown = accounts[:NAMED]
    own = ACCOUNT_NAME.is_in(shown)
    posts = dict(case.posts().filter(own).group_by(ACCOUNT_NAME).len().collect().iter_rows())
    latest = case.accounts().filter(own & pl.col("handle").is_not_null()).select(ACCOUNT_NAME, "handle").collect()
    handles = dict(latest.iter_rows())
    told = [
        f"{one} ({'@' + handles[one] + ', ' if one in handles else ''}{posts.get(one, 0):,} posts)" for one in shown
    ]
    return ", ".join(told) + (f" and {len(accounts) - NAMED:,} more" if len(accounts) > NAMED else "")


def _not_there(case: Case, typed: str, handle: str) -> str:
    """Return what to say of a name that no account has: who has one like it, and where names can be read."""
    if not typed.strip("@＠"):
        return f"An account needs a name: a handle or an id, as in: unisono accounts {quote(str(case.path))}"
    if case.counts() == (0, 0):
        return f"{case.path} holds no post and no account yet. Add a file: unisono import {quote(str(case.path))} FILE"
    mentioned = pl.col("ref_handle").str.to_lowercase().eq(handle).fill_null(value=False)
    mentioned |= pl.col("mentions").list.eval(pl.element().str.to_lowercase()).list.contains(handle).fill_null(False)
    mentions = case.posts().filter(mentioned).select(pl.len()).collect().item()
    told = f"{case.path} has no account {typed}."
    if mentions:
        posts = "1 post names" if mentions == 1 else f"{mentions:,} posts name"
        told = f"{case.path} has no post and no profile of {typed}, though {posts} it."
    like = _like(case, handle)
    hint = f" Accounts with such a name: {', '.join('@' + one for one in like)}." if like else ""
    return f"{told}{hint} Type a handle or an id as in: unisono accounts {quote(str(case.path))}"


def _like(case: Case, handle: str) -> list[str]:
    """Return handles of the case that begin with what was typed, or else differ from it by little."""
    tables = (case.posts(), case.accounts())
    said = [table.select(pl.col("handle").drop_nulls().unique()) for table in tables]
    handles = pl.concat(said).unique().sort("handle").collect()
    folded = handles.with_columns(pl.col("handle").str.to_lowercase().alias("folded"))
    begins = folded.filter(pl.col("folded").str.starts_with(handle)) if len(handle) > 1 else folded.clear()
    if begins.height:
        return sorted(begins["handle"])[:NAMED]
    # Few handles begin like this: comparing sign for sign with all of a large case would take seconds.
    near = folded.filter(pl.col("folded").str.slice(0, 1) == handle[:1])
    written = dict(near.select("folded", "handle").iter_rows())
    return [written[one] for one in get_close_matches(handle, list(written)[:20_000], n=3, cutoff=0.8)]
