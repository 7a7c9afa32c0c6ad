"""Which wordings did many accounts publish, though nobody would write them twice by chance?"""

from typing import Any

import numpy as np
import orjson
import polars as pl
from numpy.typing import NDArray

from unisono.content.compared_forms import written_wordings
from unisono.content.near_duplicates import NearDuplicates
from unisono.detectors.declaration import Detector
from unisono.detectors.other_texts import wordings_of_others
from unisono.detectors.scene import Scene
from unisono.engine.growing_names import GrowingNames
from unisono.engine.numbering import number_texts_as_seen
from unisono.model.findings import BOUND, finding_id, likelihood_word
from unisono.model.tables import FINDINGS, conform, empty
from unisono.networks.innocent.delays import duration
from unisono.significance.combination import false_discovery_rates
from unisono.significance.popularity import poisson_tail
from unisono.significance.word_chance import word_factors

NAME = "copied_text"

FEWEST_ACCOUNTS = 5
"""Accounts that must have published a wording; below, a quote or a joke between friends is as likely."""

LEVEL = 0.01
MOST_TEXTS = 1_000
"""Wordings beyond these, the ones with most accounts coming first, have no finding."""

MARGIN = 100.0
"""Words hang together over more than one neighbour: a phrase may be so many times as common as its words suggest."""

MOST_EXPECTED = 1.0
"""The bound says that hardly anybody writes the words by chance; where it allows several, a surplus says nothing."""

POSTS_AT_ONCE = 200_000
"""Posts whose words are read at a time."""

MOST_LETTERS = 120
SIMILARITY = NearDuplicates().similarity


def find(scene: Scene) -> pl.DataFrame:
    """Return one finding for each wording that many accounts published and that chance does not explain.

    It says that the words were copied, and by how many; not that the accounts agreed to copy them.
    """
    texts = scene.carried
    copied = _copied(texts.repeated)
    if copied.height == 0:
        return empty(FINDINGS)
    worded = copied.join(_wordings_of(scene, copied["object"]), on="object", how="left", maintain_order="left")
    tested = texts.objects
    among = pl.concat([worded["wording"], wordings_of_others(scene, worded["object"])])
    judged = judge_wordings(worded, among, texts.count)
    rates = false_discovery_rates(judged["p"].to_numpy(), tested)
    found = judged.with_columns(pl.Series("q", rates)).filter(pl.col("q") <= LEVEL)
    links = _links(scene, found["object"])
    return _as_findings(found.join(links, on="object", how="left"), tested)


def judge_wordings(worded: pl.DataFrame, among: pl.Series, texts: int) -> pl.DataFrame:
    """Return the rows with expected, p and by_words: whether the very same words say more than those nearly the same.

    worded: wording (the commonest of a text), used (accounts of that), variants (wordings) and accounts of each text.
    among: wordings from which words are counted. texts: how many texts there were in which they could have come.
    Of a text in several wordings two things are tested, each at half the level: how many accounts used the commonest
    wording, one of `variants` (Bonferroni), and how many used any, of whose letters so many may be others.
    """
    words = word_factors(worded["wording"].to_list(), among)
    same = pl.Series([own.chance() for own in words], dtype=pl.Float64) * MARGIN * texts
    near = pl.Series([own.chance(1.0 - SIMILARITY) for own in words], dtype=pl.Float64) * MARGIN * texts
    variants = worded["variants"].to_numpy()
    p_same = _tails(worded["used"], same) * variants
    p_near = _tails(worded["accounts"], near)
    several = variants > 1
    by_words = ~several | (p_same <= p_near)
    p = np.minimum(1.0, np.where(several, 2.0, 1.0) * np.where(by_words, p_same, p_near))
    expected = np.where(by_words, same.to_numpy(), near.to_numpy())
    return worded.with_columns(pl.Series("expected", expected), pl.Series("p", p), pl.Series("by_words", by_words))


def _tails(accounts: pl.Series, expected: pl.Series) -> NDArray[np.float64]:
    """Return how often chance gives so many accounts after the first; 1 for few, and where the bound allows several."""
    tails = poisson_tail((accounts - 1).cast(pl.Int32).to_numpy(), expected.to_numpy())
    says_nothing = (accounts.to_numpy() < FEWEST_ACCOUNTS) | (expected.to_numpy() >= MOST_EXPECTED)
    return np.where(says_nothing, 1.0, tails)


def _wordings_of(scene: Scene, objects: pl.Series) -> pl.DataFrame:
    """Return `object`, its commonest `wording`, how many accounts `used` that, and how many `variants` there are."""
    carried = scene.carried.repeated.filter(pl.col("object").is_in(objects.implode())).drop_nulls("place")
    carried = carried.sort("place").select("object", "account", "place")
    names = GrowingNames()
    parts = [pl.DataFrame(schema={"object": pl.String, "account": pl.String, "number": pl.Int32})]
    for lot in carried.iter_slices(POSTS_AT_ONCE):
        texts, of_post = number_texts_as_seen(scene.source.at(lot["place"].to_numpy(), ["text"])["text"])
        worded = names.number(written_wordings(texts).to_series())[of_post]
        parts.append(lot.select("object", "account", pl.Series("number", worded)).unique())
    numbered = pl.concat(parts).unique()
    named = numbered.with_columns(names.names().gather(numbered["number"]).alias("wording"))
    used = named.group_by("object", "wording").agg(pl.col("account").n_unique())
    return (
        used.sort("account", "wording", descending=[True, False])
        .group_by("object", maintain_order=True)
        .agg(pl.col("wording").first(), pl.col("account").first().alias("used"), pl.len().alias("variants"))
    )


def _copied(texts: pl.DataFrame) -> pl.DataFrame:
    """Return the objects of at least five accounts, those of most accounts first: accounts, posts and span."""
    often = texts.group_by("object").len().filter(pl.col("len") >= FEWEST_ACCOUNTS)
    return (
        texts.join(often, on="object", how="semi")
        .group_by("object")
        .agg(
            pl.col("account").n_unique().alias("accounts"),
            pl.col("post").n_unique().alias("posts"),
            pl.col("at").min().alias("first_at"),
            pl.col("at").max().alias("last_at"),
        )
        .filter(pl.col("accounts") >= FEWEST_ACCOUNTS)
        .sort("accounts", "object", descending=[True, False])
        .head(MOST_TEXTS)
    )


def _links(scene: Scene, objects: pl.Series) -> pl.DataFrame:
    """Return for each wording how many of its posts hold a link, and to how many addresses."""
    wanted = scene.carried.repeated.filter(pl.col("object").is_in(objects.implode()))
    wanted = wanted.select("object", "place").drop_nulls().unique().sort("place")
    parts = []
    for lot in wanted.iter_slices(POSTS_AT_ONCE):
        told = pl.concat([lot, scene.source.at(lot["place"].to_numpy(), ["urls"])], how="horizontal")
        first = pl.col("urls").list.first()
        parts.append(told.filter(pl.col("urls").list.len() > 0).select("object", first.alias("address")))
    linked = pl.concat([pl.DataFrame(schema={"object": pl.String, "address": pl.String}), *parts])
    return linked.group_by("object").agg(pl.len().alias("linked"), pl.col("address").n_unique().alias("addresses"))


def because_of_copies(row: dict[str, Any]) -> str:  # Any: a row of a table
    """Say how many accounts published the words of a judged row, and how many chance gives."""
    words = row["wording"] if len(row["wording"]) <= MOST_LETTERS else row["wording"][:MOST_LETTERS] + "…"
    within = duration((row["last_at"] - row["first_at"]).total_seconds())
    linked = row["linked"] or 0
    links = f"{linked:,} of the posts hold a link (different links: {row['addresses']:,})." if linked else "No links."
    several = row["variants"] > 1
    alike = f" or nearly the same ({row['variants']:,} wordings)" if several else ""
    counted = f"{row['used']:,} of them used these very words, where " if several and row["by_words"] else ""
    return (
        f"{row['accounts']:,} accounts published the words “{words}”{alike} in {row['posts']:,} posts within {within}; "
        f"{counted}going by the words of the other texts, chance gives fewer than {row['expected']:.2g}. {links} "
        "The words were copied; whether from one another, from a share button or a petition, or as agreed, they "
        "do not say."
    )


def _as_findings(rows: pl.DataFrame, tested: int) -> pl.DataFrame:
    findings = [
        {
            "finding": finding_id(NAME, "text", row["object"], "accounts"),
            "detector": NAME,
            "subject_kind": "text",
            "subject": row["object"],
            "measure": "accounts",
            "value": float(row["accounts"]),
            "expected": row["expected"],
            "expected_basis": BOUND,
            "n": tested,
            "p": row["p"],
            "q": row["q"],
            "because": because_of_copies(row),
            "posts_count": row["posts"],
            "likelihood": likelihood_word(1.0 - row["q"]),
            "evidence": orjson.dumps({"kind": "text", "object": row["object"]}).decode(),
        }
        for row in rows.iter_rows(named=True)
    ]
    return conform(pl.DataFrame(findings), FINDINGS) if findings else empty(FINDINGS)


DETECTOR = Detector(
    name=NAME,
    subject_kinds=("text",),
    question="Which wordings did many accounts publish, though nobody would write them twice by chance?",
    columns=("account_id", "created_at", "kind", "text"),
    innocent=(
        "share button",
        "petition",
        "chain message or joke",
        "newswire",
        "agreed activism",
        "phrase in common use",
    ),
    find=find,
)
