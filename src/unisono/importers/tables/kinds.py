"""Whether a row is a post, repost, reply or quote, and of what: from columns, flags, or a hand-written RT."""

from collections.abc import Callable

import polars as pl

from unisono.importers.tables.cells import read_flags, read_ids, read_names
from unisono.importers.tables.rows import no_cells
from unisono.importers.tables.text_marks import find_reposted_handle

REPOST = ("repost", "retweet", "retweeted", "rt", "share", "reblog", "forward", "boost", "native_retweet", "reshare")
REPLY = ("reply", "replied_to", "comment", "answer", "respuesta", "antwort", "réponse")
QUOTE = ("quote", "quoted", "quote_tweet", "quote-tweet", "quotetweet", "quote_post", "cita", "quoted_tweet")
EXPLICIT = ("kind", "is_repost", "repost_of", "repost_of_account", "ref_post_id")
REFERENCES = {"repost": "repost_of", "quote": "quote_of", "reply": "reply_to"}
Column = Callable[[str], pl.Series | None]


def read_kinds(column: Column, text: pl.Series, height: int) -> dict[str, pl.Series]:
    """Return kind, ref_post_id, ref_account_id and ref_handle of each row, ids as they are written.

    A repost comes before a quote and a quote before a reply, where a row claims several. Texts like `RT @name: …` make
    a repost only where no column says which rows are reposts.
    """
    kind = _state_kind(column, height)
    stated = column("ref_handle")
    handle = no_cells(height) if stated is None else read_names(stated)
    if all(column(name) is None for name in EXPLICIT):
        by_hand = find_reposted_handle(text)
        kind = kind.set(by_hand.is_not_null(), "repost")
        handle = handle.zip_with(by_hand.is_null(), by_hand)
    claims = pl.DataFrame({"kind": kind, "ref_handle": handle, **_references(column)})

    def of_kind(what: str, given: str) -> pl.Expr:
        have = [pl.col(given)] if given in claims.columns else []
        have += [
            pl.when(pl.col("kind") == name).then(pl.col(of + what))
            for name, of in REFERENCES.items()
            if of + what in claims.columns
        ]
        return pl.coalesce(have) if have else pl.lit(None, dtype=pl.String)

    referred = claims.select(
        "kind",
        of_kind("", "ref_post_id").alias("ref_post_id"),
        of_kind("_account", "ref_account_id").alias("ref_account_id"),
        of_kind("_handle", "ref_handle").str.strip_chars_start("@").alias("ref_handle"),
    )
    return {
        "kind": referred["kind"],
        "ref_post_id": referred["ref_post_id"],
        "ref_account_id": referred["ref_account_id"],
        "ref_handle": referred["ref_handle"],
    }


def _references(column: Column) -> dict[str, pl.Series]:
    """Read the columns that say which post or account a row refers to, as far as the file has them."""
    names = [of + what for of in REFERENCES.values() for what in ("", "_account", "_handle")]
    found = {name: column(name) for name in (*names, "ref_post_id", "ref_account_id")}
    return {name: read_ids(cells) for name, cells in found.items() if cells is not None}


def _state_kind(column: Column, height: int) -> pl.Series:
    """Say each row's kind by its kind column, or by its flags and references."""
    stated = column("kind")
    if stated is not None:
        word = stated.cast(pl.String).str.strip_chars().str.to_lowercase()
        words = {
            **dict.fromkeys(REPOST, "repost"), **dict.fromkeys(REPLY, "reply"), **dict.fromkeys(QUOTE, "quote"),
        }  # fmt: skip
        return word.replace_strict(words, default="post", return_dtype=pl.String).fill_null("post").alias("kind")
    kind = pl.Series("kind", ["post"], dtype=pl.String).new_from_index(0, height)
    for name, flag, references in (
        ("reply", "is_reply", ("reply_to", "reply_to_account", "reply_to_handle")),
        ("quote", "is_quote", ("quote_of",)),
        ("repost", "is_repost", ("repost_of",)),
    ):
        before = kind
        for reference in references:
            if (cells := column(reference)) is not None:
                kind = kind.set(read_ids(cells).is_not_null(), name)
        if (cells := column(flag)) is not None:
            flags = read_flags(cells)
            # Some exports fill the reference of rows that they flag as no repost or quote; the flag is the word.
            kind = kind.set(flags.fill_null(value=False), name)
            if name != "reply":
                kind = before.zip_with((kind == name) & ~flags.fill_null(value=True), kind)
    return kind
