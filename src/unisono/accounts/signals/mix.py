"""What accounts publish: reposts and replies, to how many others, with links and tags, and how often the same."""

import numpy as np
import polars as pl

from unisono.accounts.signals.acts import Acts
from unisono.accounts.signals.declaration import Float64, Int64, Measured, Signal, said
from unisono.accounts.signals.per_account import Uint64, counts_of, means_of, pair_keys, sums_of
from unisono.engine.numbering import number_keys
from unisono.engine.special_functions import gammaln

DRAWN = 10
"""Acts towards others that are drawn to say how many different ones they concern."""

LEAST_LETTERS = 20
"""Characters below which a text that comes again says nothing: thanks, greetings."""

_NO_WORDS = r"(?:https?://|@)\S*"

_LINK_IN_TEXT = pl.col("text").str.contains("https?://")
_TAGS_IN_TEXT = pl.col("text").str.count_matches(r"(?:^|[^\w&#＃/])[#＃]\w")

SIGNALS = (
    Signal(
        "repost_share",
        "mix",
        "share",
        10,
        "The share of its posts that are reposts.",
        "Many people repost and hardly ever write.",
        "posts",
        "{value} of its posts are reposts.",
        "it has no posts",
    ),
    Signal(
        "reply_share",
        "mix",
        "share",
        10,
        "The share of its posts that are replies.",
        "Helpdesks reply and do nothing else. A collection of one hashtag holds few replies.",
        "posts",
        "{value} of its posts are replies.",
        "it has no posts",
    ),
    Signal(
        "targets",
        "mix",
        "count",
        1,
        "How many different accounts it reposted, replied to or quoted.",
        "Grows with the number of posts.",
        "reposts, replies and quotes of others",
        "It reposted, replied to or quoted {value} different accounts.",
        "it only posts, or the files do not say whom it reposted, replied to or quoted",
    ),
    Signal(
        "target_variety",
        "mix",
        "number",
        20,
        f"How many different accounts any {DRAWN} of its reposts, replies and quotes concern, on average.",
        "Fans and staff repost one account and no other.",
        "reposts, replies and quotes of others",
        f"Any {DRAWN} of its reposts, replies and quotes concern {{value}} different accounts.",
        "it only posts, or the files do not say whom it reposted, replied to or quoted",
    ),
    Signal(
        "link_share",
        "mix",
        "share",
        10,
        "The share of its posts that hold a link.",
        "Newsrooms and shops link in every post. Some files list pictures as links.",
        "posts whose links are known",
        "{value} of its posts hold a link.",
        "the files hold neither links nor texts",
    ),
    Signal(
        "tags_per_post",
        "mix",
        "number",
        10,
        "Hashtags in a post, on average.",
        "A collection of one hashtag holds posts with hashtags alone.",
        "posts whose hashtags are known",
        "Its posts hold {value} hashtags on average.",
        "the files hold neither hashtags nor texts",
    ),
    Signal(
        "repeated_texts",
        "mix",
        "share",
        10,
        "The share of its own texts that are, but for links and names, one of its earlier texts.",
        "Share buttons, games and daily greetings write the same words each time.",
        f"own texts of {LEAST_LETTERS} characters or more",
        "{value} of its own texts repeat an earlier one of its own.",
        f"the files hold no own texts of {LEAST_LETTERS} characters",
    ),
)


def measure_mix(acts: Acts) -> Measured:
    """Return the values of SIGNALS."""
    owners, accounts = acts.owners, acts.accounts
    found = {
        "repost_share": means_of(owners, acts.is_kind("repost"), accounts),
        "reply_share": means_of(owners, acts.is_kind("reply"), accounts),
        **_targets(acts),
        "link_share": _mean_where_known(acts, "urls", pl.col("urls").list.len() > 0, _LINK_IN_TEXT),
        "tags_per_post": _mean_where_known(acts, "hashtags", pl.col("hashtags").list.len(), _TAGS_IN_TEXT),
        "repeated_texts": _repeated_texts(acts),
    }
    least = {signal.name: signal.least for signal in SIGNALS}
    return {name: said(*values, least[name]) for name, values in found.items()}


def _targets(acts: Acts) -> Measured:
    """Return how many accounts others' posts that it acted on are by, in all and in any DRAWN of them."""
    towards = ~acts.is_kind("post")
    named = _named_targets(acts)
    places = np.flatnonzero(towards & (named != 0))
    owners = acts.owners[places]
    n = counts_of(owners, acts.accounts)
    pair_of, first = number_keys(pair_keys(owners, named[places]))
    many = np.bincount(pair_of, minlength=len(first)).astype(np.int64)
    holders = owners[first]
    targets = counts_of(holders, acts.accounts).astype(np.float64)
    some = n[holders] >= DRAWN
    missed = _chance_of_none(n[holders[some]], many[some])
    drawn = sums_of(holders[some], 1.0 - missed, acts.accounts)
    return {"targets": (targets, n), "target_variety": (drawn, n)}


def _named_targets(acts: Acts) -> Uint64:
    """Return a number for the account that each post acts on, 0 where that is unknown or the account itself.

    The number is that of its id where any post has one, else of its folded handle.
    """
    column, own = ("ref_account_id", "account_id") if acts.has("ref_account_id") else ("ref_handle", "handle")
    if not acts.has(column):
        return np.zeros(len(acts.owners), np.uint64)
    name, self = (pl.col(one).str.strip_chars_start("@＠").str.to_lowercase() for one in (column, own))
    known = pl.col(column).is_not_null() & (pl.col(column) != "") & (name != self).fill_null(value=True)
    return acts.column(pl.when(known).then(name.hash() | 1).otherwise(pl.lit(0, pl.UInt64))).to_numpy()


def _chance_of_none(n: Int64, many: Int64) -> Float64:
    """Return the probability that none of DRAWN acts out of n is one of these many (Hurlbert 1971, equation 9)."""
    left = n - many
    possible = left >= DRAWN
    chance = np.zeros(len(n))
    whole, rest = n[possible].astype(np.float64), left[possible].astype(np.float64)
    logs = gammaln(rest + 1) - gammaln(rest - DRAWN + 1) - gammaln(whole + 1) + gammaln(whole - DRAWN + 1)
    chance[possible] = np.exp(logs)
    return chance


def _mean_where_known(acts: Acts, column: str, listed: pl.Expr, written: pl.Expr) -> tuple[Float64, Int64]:
    """Return the mean over posts of what the file lists in a column, else of what is written in the text."""
    whole = acts.rows(pl.col(column)).null_count() == 0
    values = acts.numbers(listed if whole else pl.coalesce(listed.cast(pl.Float64), written.cast(pl.Float64)))
    known = ~np.isnan(values)
    return means_of(acts.owners[known], values[known], acts.accounts)


def _repeated_texts(acts: Acts) -> tuple[Float64, Int64]:
    places = np.flatnonzero(~acts.is_kind("repost"))
    rows = acts.timelines.rows[places]
    texts = acts.rows(pl.col("text")).gather(rows).to_frame("text")
    plain = pl.col("text").str.replace_all(_NO_WORDS, "").str.strip_chars()
    is_long = plain.str.len_chars() >= LEAST_LETTERS
    hashes = texts.select(pl.when(is_long).then(plain.hash() | 1).otherwise(pl.lit(0, pl.UInt64))).to_series()
    keys = hashes.to_numpy()
    owners = acts.owners[places][keys != 0]
    n = counts_of(owners, acts.accounts)
    _, first = number_keys(pair_keys(owners, keys[keys != 0]))
    different = counts_of(owners[first], acts.accounts)
    return np.where(n > 0, 1.0 - different / np.maximum(n, 1), np.nan), n
