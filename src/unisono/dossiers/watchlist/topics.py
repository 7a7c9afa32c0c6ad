"""The words of posts as topics: which of the words that several members use are used how often in the case."""

import numpy as np
import polars as pl

from unisono.content.frequent_words import are_frequent
from unisono.content.words import Tokens, cut_runs, find_terms, read_tokens
from unisono.dossiers.watchlist.uses import USES
from unisono.engine.numbering import number_texts_as_seen

FEWEST_MEMBERS = 3
"""Members that use a word before it can be a topic: one account's habit is none."""

MOST_TOPICS = 200
"""Words that are ranked: those of most members."""

SHORTEST = 2
TEXTS_AT_ONCE = 100_000


def read_topics(acts: pl.DataFrame, members: pl.Series) -> pl.DataFrame:
    """Return USES of kind `topic`: the 200 words that most members use, at least three, tags and names left out.

    A word counts once a post, reposts with their originals' words. Words that a language has everywhere are no topics.
    Every different text of the case is read once.
    """
    written = acts.select("day", "account", "post", "text").filter(pl.col("text").fill_null("") != "")
    texts, codes = number_texts_as_seen(written["text"])
    posts = written.drop("text").with_columns(pl.Series("text", codes).cast(pl.Int64))
    is_own = pl.col("account").is_in(members.implode())
    topics = _topics_of(texts, posts.filter(is_own).select("text", "account").unique())
    parts = [
        _uses_of(texts.slice(begin, TEXTS_AT_ONCE), topics).with_columns(pl.col("text") + begin)
        for begin in range(0, len(texts), TEXTS_AT_ONCE)
        if len(topics)
    ]
    found = pl.concat(parts) if parts else pl.DataFrame(schema={"text": pl.Int64, "item": pl.String})
    named = found.unique().join(posts, on="text").with_columns(pl.lit("topic").alias("kind"))
    return named.select(USES.names()).unique(["item", "post", "account"]).cast(USES)


def _topics_of(texts: pl.Series, own: pl.DataFrame) -> pl.Series:
    """Return the words that most members use. own: text (number) and account, of the members."""
    numbers = own["text"].unique().sort()
    terms = find_terms(texts.gather(numbers), pairs=False, tags=False)
    has = terms.has.tocoo()
    used = pl.DataFrame({"text": numbers.gather(has.row.astype(np.int64)), "term": has.col.astype(np.int64)})
    users = used.join(own, on="text").group_by("term").agg(pl.col("account").n_unique().alias("members"), pl.len())
    named = users.with_columns(terms.names.gather(users["term"]).alias("name"))
    dull = (
        are_frequent(named["name"]) | (named["name"].str.len_chars() < SHORTEST) | named["name"].str.contains(r"^\d+$")
    )
    telling = named.filter(~dull & (pl.col("members") >= FEWEST_MEMBERS))
    return telling.sort("members", "len", "name", descending=[True, True, False])["name"].head(MOST_TOPICS)


def _uses_of(texts: pl.Series, topics: pl.Series) -> pl.DataFrame:
    """Return text (its place) and item: which of the topics are in which of the texts, as find_terms cuts them."""
    tokens = read_tokens(texts, tags=False)
    return pl.concat([_words(tokens, topics), _runs(tokens, topics)])


def _words(tokens: Tokens, topics: pl.Series) -> pl.DataFrame:
    wanted = np.append((tokens.names.is_in(topics.implode())).to_numpy() & ~tokens.is_unspaced[:-1], False)
    kept = wanted[tokens.word]
    return pl.DataFrame({"text": tokens.text[kept], "item": tokens.names.gather(tokens.word[kept])})


def _runs(tokens: Tokens, topics: pl.Series) -> pl.DataFrame:
    """Return the same of what is written without spaces, cut into runs of characters."""
    runs = cut_runs(tokens)
    names = runs.names(np.arange(len(runs.sizes)))
    wanted = names.is_in(topics.implode()).to_numpy()
    text, run = runs.in_texts(tokens)
    kept = wanted[run]
    return pl.DataFrame({"text": text[kept], "item": names.gather(run[kept])})
