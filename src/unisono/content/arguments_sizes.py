"""The claims that most accounts make, found without looking into those that cannot be among them."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from unisono.content.arguments_claims import rows_of_claim
from unisono.content.arguments_groups import NONE, WeighedTexts
from unisono.engine.numbering import number_texts

Int64 = NDArray[np.int64]


def largest_claims(texts: WeighedTexts, group: Int64, posts: pl.DataFrame, most: int) -> Int64:
    """Return the groups of texts that may be among the `most` with most accounts, made claims; -1: in none of these.

    posts: wording (a row of texts, or null) and account. A claim may lose texts, which then are in none, and so has no
    more accounts than its group: groups are looked into in the order of their accounts, until no other can be as large.
    """
    start, account = _accounts_of(posts, len(group))
    order = np.argsort(group, kind="stable")
    count = int(group.max(initial=NONE)) + 1
    places = np.searchsorted(group[order], np.arange(count + 1))

    def told_by(rows: Int64) -> int:
        named = [account[start[row] : start[row + 1]] for row in rows.tolist()]
        return len(np.unique(np.concatenate(named))) if named else 0

    rows_of = [order[places[number] : places[number + 1]] for number in range(count)]
    bounds = np.array([told_by(rows) for rows in rows_of], np.int64)
    claims = np.full(len(group), NONE, np.int64)
    largest: list[int] = []
    for number in np.argsort(-bounds, kind="stable").tolist():
        if len(largest) >= most and bounds[number] < sorted(largest)[-most]:
            break
        rows = rows_of_claim(texts, rows_of[number])
        claims[rows] = number
        largest.append(told_by(rows))
    return claims


def _accounts_of(posts: pl.DataFrame, wordings: int) -> tuple[Int64, Int64]:
    """Return where the accounts of each wording begin, and numbers of accounts, each once a wording."""
    told = posts.drop_nulls("wording").select("wording", "account").unique().sort("wording", "account")
    account = number_texts(told["account"])[1].astype(np.int64)
    return np.searchsorted(told["wording"].to_numpy(), np.arange(wordings + 1)), account
