"""Which texts make many accounts tell of themselves in the same words?"""

from collections.abc import Sequence
from itertools import pairwise
from math import prod

import numpy as np
import orjson
import polars as pl

from unisono.content.templates import Template
from unisono.content.testimony.same_words import KIND_NAMES, SameWords, same_words
from unisono.content.wording import wordings
from unisono.detectors.declaration import Detector
from unisono.detectors.other_texts import wordings_of_others
from unisono.detectors.posts_by_name import posts_of_names
from unisono.detectors.scene import Scene
from unisono.model.findings import BOUND, finding_id, likelihood_word
from unisono.model.tables import FINDINGS, conform, empty
from unisono.significance.combination import false_discovery_rates
from unisono.significance.popularity import poisson_tail
from unisono.significance.word_chance import word_chances

NAME = "testimony"

FEWEST_ACCOUNTS = 5
"""Accounts that must claim something of themselves in the same words; below, a quote or a joke is as likely."""

LEVEL = 0.01
MOST_TEXTS = 1_000
"""Texts beyond these, those with most accounts coming first, have no finding."""

MARGIN = 100.0
"""Words hang together over more than one neighbour, and slots may hold anything: so many times as common, at most."""

MOST_NAMED = 5
MOST_LETTERS = 240


def find(scene: Scene) -> pl.DataFrame:
    """Return one finding for each text in whose words many accounts claim who they are, the same or something else.

    It says that they tell it in the same words; not that any of it is untrue.
    """
    texts = scene.texts.select("account", "object", "post").unique()
    often = texts.group_by("object").agg(pl.col("account").n_unique()).filter(pl.col("account") >= FEWEST_ACCOUNTS)
    shared = texts.join(often.select("object"), on="object", how="semi")
    own = posts_of_names(scene.posts, shared["post"], ["text", "lang", "kind"])
    written = shared.join(own.filter(pl.col("kind").fill_null("post") != "repost").drop("kind"), on="post")
    if written.is_empty():
        # The phrases in which people say who they are take a second to read.
        return empty(FINDINGS)
    claims = scene.claims.join(written.select("object", "post", "account"), on=["post", "account"])
    found = testimonies(written, claims)
    if not found:
        return empty(FINDINGS)
    others = wordings_of_others(scene, pl.Series([name for name, _ in found], dtype=pl.String))
    expected = _expected([one.template for _, one in found], others)
    expected = expected * MARGIN * texts.height
    claimants = np.array([one.claimants for _, one in found], dtype=np.int32)
    tails = poisson_tail(claimants - 1, expected)
    rates = false_discovery_rates(tails, often.height)
    findings = [
        _finding(name, one, float(most), float(tail), float(rate), often.height)
        for (name, one), most, tail, rate in zip(found, expected, tails, rates, strict=True)
        if rate <= LEVEL
    ]
    return conform(pl.DataFrame(findings), FINDINGS) if findings else empty(FINDINGS)


def testimonies(posts: pl.DataFrame, claims: pl.DataFrame) -> list[tuple[str, SameWords]]:
    """Return the texts that are testimony of at least five accounts, those with most claimants first.

    posts: object, post, account, text. claims: those columns and the claims' (content/testimony/same_words.py).
    """
    counted = (
        claims.group_by("object")
        .agg(pl.col("account").n_unique().alias("claimants"))
        .filter(pl.col("claimants") >= FEWEST_ACCOUNTS)
        .sort("claimants", "object", descending=[True, False])
        .head(MOST_TEXTS)
    )
    wanted = counted["object"].implode()
    own = posts.filter(pl.col("object").is_in(wanted)).partition_by("object", as_dict=True)
    claimed = claims.filter(pl.col("object").is_in(wanted)).partition_by("object", as_dict=True)
    found = [(name, same_words(own[(name,)], claimed[(name,)])) for name in counted["object"]]
    return [(name, one) for name, one in found if one.is_testimony]


def _expected(templates: Sequence[Template], among: pl.Series) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return the chance that somebody writes each template: its runs of fixed words, whatever stands in the slots."""
    runs = [fixed_runs(template) for template in templates]
    flat = wordings(pl.Series([run for own in runs for run in own], dtype=pl.String)).to_list()
    chances = iter(word_chances(flat, among))
    return np.array([prod(next(chances) for _ in own) for own in runs], dtype=np.float64)


def fixed_runs(template: Template) -> list[str]:
    """Return the fixed words of a template, those between two slots together."""
    cuts = sorted({0, *(slot.position for slot in template.slots), len(template.words)})
    return [" ".join(template.words[begins:ends]) for begins, ends in pairwise(cuts)]


def _because(one: SameWords, expected: float) -> str:
    different = [identity for identity in one.identities if identity.kind == one.kind]
    kinds = KIND_NAMES[one.kind]
    named = ", ".join(f"{identity.value} {identity.accounts:,}" for identity in different[:MOST_NAMED])
    more = f" and {len(different) - MOST_NAMED:,} more" if len(different) > MOST_NAMED else ""
    line = one.template.line
    words = line if len(line) <= MOST_LETTERS else line[:MOST_LETTERS] + "…"
    same = "the same" if len(different) == 1 else f"{len(different):,} different"
    return (
        f"{one.claimants:,} accounts claim {same} {kinds[len(different) > 1]} of themselves in the same words: "
        f"“{words}”. Claimed, with accounts: {named}{more}. {one.claiming_posts:,} of {one.posts:,} posts of this text "
        f"carry a claim in the first person; the template fits {one.template.fitting:,} of "
        f"{one.template.texts:,} wordings. Going by the words of the other texts, chance gives fewer than "
        f"{expected:.2g} accounts. The words were copied; whether from a campaign's letter, a quote, a song or a "
        "joke, or as agreed, and whether the claims are true, they do not say."
    )


def _finding(
    name: str, one: SameWords, expected: float, tail: float, rate: float, tested: int
) -> dict[str, str | int | float]:
    return {
        "finding": finding_id(NAME, "text", name, "accounts"),
        "detector": NAME,
        "subject_kind": "text",
        "subject": name,
        "measure": "accounts",
        "value": float(one.claimants),
        "expected": expected,
        "expected_basis": BOUND,
        "n": tested,
        "p": tail,
        "q": rate,
        "because": _because(one, expected),
        "posts_count": one.posts,
        "likelihood": likelihood_word(1.0 - rate),
        "evidence": orjson.dumps({"kind": "text", "object": name}).decode(),
    }


DETECTOR = Detector(
    name=NAME,
    subject_kinds=("text",),
    question="Which texts make many accounts tell of themselves in the same words?",
    columns=("account_id", "created_at", "kind", "text"),
    innocent=(
        "letter or petition template of a campaign",
        "share button",
        "quote",
        "song, poem or joke",
        "fill-in meme",
    ),
    find=find,
)
