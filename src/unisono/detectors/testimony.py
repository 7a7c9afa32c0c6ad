"""Which texts make many accounts tell of themselves in the same words?"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import prod

import numpy as np
import orjson
import polars as pl

from unisono.content.templates import Template
from unisono.content.testimony.forms import LEAST_SHARE, RUN
from unisono.content.testimony.same_words import FEWEST_OF_FORM, KIND_NAMES, SameWords, forms_of_posts, same_words
from unisono.content.wording import wordings
from unisono.detectors.declaration import Detector
from unisono.detectors.other_texts import wordings_of_others
from unisono.detectors.scene import Scene
from unisono.detectors.text_traces import TextTraces
from unisono.model.counting import counted
from unisono.model.findings import BOUND, finding_id, likelihood_word
from unisono.model.tables import FINDINGS, conform, empty
from unisono.significance.combination import false_discovery_rates
from unisono.significance.popularity import poisson_tail
from unisono.significance.word_chance import word_chances

NAME = "testimony"

FEWEST_ACCOUNTS = 5
"""Accounts that must claim something of themselves in one text; below, a quote or a joke is as likely.

Of a form, three (FEWEST_OF_FORM): who puts the parts together anew neither quotes nor passes on.
"""

LEVEL = 0.01
MOST_TEXTS = 1_000
"""Texts beyond these, those with most accounts coming first, have no finding."""

MARGIN = 100.0
"""Words hang together over more than one neighbour, and slots may hold anything: so many times as common, at most."""

MOST_NAMED = 5
MOST_LETTERS = 240


@dataclass(frozen=True)
class Told:
    """A text, or the texts of one form, that are testimony.

    name: the object, of several that of most posts. posts: object, post, account, text of all. runs: of several texts,
    the words that each has in common with others; of one, none.
    """

    name: str
    words: SameWords
    posts: pl.DataFrame
    runs: tuple[tuple[str, ...], ...] = ()

    @property
    def texts(self) -> int:
        """Return how many texts (objects) are of this form."""
        return self.posts["object"].n_unique()


def find(scene: Scene) -> pl.DataFrame:
    """Return one finding for each text or form in whose words many accounts claim who they are, the same or not.

    It says that they tell it in the same words; not that any of it is untrue.
    """
    texts = scene.carried
    if texts.accounts < FEWEST_OF_FORM:
        # The phrases in which people say who they are take a second to read.
        return empty(FINDINGS)
    claims = scene.claimed
    telling = _telling(texts, claims)
    own = scene.source.at(telling["place"].to_numpy(), ["text", "kind"])
    told = pl.concat([telling, own], how="horizontal")
    written = told.filter(pl.col("kind").fill_null("post") != "repost").select("object", "post", "account", "text")
    found = testimonies(written, claims)
    if not found:
        return empty(FINDINGS)
    shared = texts.repeated.group_by("object").agg(pl.col("account").n_unique())
    number = shared.filter(pl.col("account") >= FEWEST_ACCOUNTS).height + sum(one.texts > 1 for one in found)
    others = wordings_of_others(scene, pl.concat([one.posts["object"] for one in found]).unique())
    expected = _expected(found, others) * MARGIN * texts.count
    claimants = np.array([one.words.claimants for one in found], dtype=np.int32)
    tails = poisson_tail(claimants - 1, expected)
    rates = false_discovery_rates(tails, number)
    findings = [
        _finding(one, float(most), float(tail), float(rate), number)
        for one, most, tail, rate in zip(found, expected, tails, rates, strict=True)
        if rate <= LEVEL
    ]
    return conform(pl.DataFrame(findings), FINDINGS) if findings else empty(FINDINGS)


def _telling(texts: TextTraces, claims: pl.DataFrame) -> pl.DataFrame:
    """Return object, account, post and place of all posts of the texts that some post with a claim carries."""
    columns = ("object", "account", "post", "place")
    shared = texts.repeated.select(columns).join(claims.select("object").unique(), on="object", how="semi")
    # Of a text that no other post carries, the claim's own is the only one.
    alone = claims.select(columns).unique().join(shared, on="object", how="anti")
    return pl.concat([shared, alone]).drop_nulls("place").unique().sort("place")


def testimonies(posts: pl.DataFrame, claims: pl.DataFrame) -> list[Told]:
    """Return the texts of at least five claimants and the forms of three that are testimony, most claimants first.

    posts: object, post, account, text. claims: those columns and the claims' (content/testimony/same_words.py).
    """
    forms = forms_of_posts(posts, claims)
    of_form = forms.select("object", "form").unique()
    kept = pl.coalesce("form", "object").alias("form")
    posts, claims = (table.join(of_form, on="object", how="left").with_columns(kept) for table in (posts, claims))
    sizes = (
        claims.group_by("form")
        .agg(pl.col("account").n_unique().alias("claimants"))
        .filter((pl.col("claimants") >= FEWEST_ACCOUNTS) | pl.col("form").is_in(of_form["form"].implode()))
        .sort("claimants", "form", descending=[True, False])
        .head(MOST_TEXTS)
    )
    wanted = sizes["form"].implode()
    own = posts.filter(pl.col("form").is_in(wanted)).partition_by("form", as_dict=True)
    claimed = claims.filter(pl.col("form").is_in(wanted)).partition_by("form", as_dict=True)
    runs = forms.group_by("form").agg(pl.col("runs"))
    runs_of = {form: tuple(tuple(one) for one in each) for form, each in runs.iter_rows()}
    found = [_told(own[(form,)], claimed[(form,)], runs_of.get(form, ())) for form in sizes["form"]]
    return [one for one in found if one.words.is_testimony]


def _told(posts: pl.DataFrame, claims: pl.DataFrame, runs: tuple[tuple[str, ...], ...]) -> Told:
    sizes = posts.group_by("object").agg(pl.col("post").n_unique()).sort("post", "object", descending=[True, False])
    name = str(sizes["object"][0])
    words = same_words(posts, claims, posts.filter(pl.col("object") == name))
    return Told(name, words, posts, runs if sizes.height > 1 else ())


def _expected(found: Sequence[Told], among: pl.Series) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """Return the chance that somebody writes each: the fixed words of its template in runs, whatever is in the slots.

    Of a form, the sum over its texts: the chance of the runs of words that each has in common with others.
    """
    texts = [one.runs or (tuple(fixed_runs(one.words.template)),) for one in found]
    runs = sorted({run for own in texts for each in own for run in each})
    chance = dict(zip(runs, word_chances(wordings(pl.Series(runs, dtype=pl.String)).to_list(), among), strict=True))
    return np.array([sum(prod(chance[run] for run in each) for each in own) for own in texts], dtype=np.float64)


def fixed_runs(template: Template) -> list[str]:
    """Return the fixed words of a template, those between two slots together."""
    cuts = sorted({0, *(slot.position for slot in template.slots), len(template.words)})
    return [" ".join(template.words[begins:ends]) for begins, ends in pairwise(cuts)]


def _because(told: Told, expected: float) -> str:
    one = told.words
    different = [identity for identity in one.identities if identity.kind == one.kind]
    kinds = KIND_NAMES[one.kind]
    named = ", ".join(f"{identity.value} {identity.accounts:,}" for identity in different[:MOST_NAMED])
    more = f" and {len(different) - MOST_NAMED:,} more" if len(different) > MOST_NAMED else ""
    line = one.template.line
    words = line if len(line) <= MOST_LETTERS else line[:MOST_LETTERS] + "…"
    same = "the same" if len(different) == 1 else f"{len(different):,} different"
    fits = f"the template fits {one.template.fitting:,} of {counted(one.template.texts, 'wording')}"
    where, of = "the same words", f"of this text carry a claim in the first person; {fits}"
    if told.texts > 1:
        where = f"the same words, put together in {told.texts:,} ways. Most often"
        of = (
            f"of this form carry a claim in the first person; of each of its texts, {LEAST_SHARE:.0%} of the words or "
            f"more stand in runs of at least {RUN} that others of the form have, too"
        )
    return (
        f"{one.claimants:,} accounts claim {same} {kinds[len(different) > 1]} of themselves in {where}: "
        f"“{words}”. Claimed, with accounts: {named}{more}. {one.claiming_posts:,} of {counted(one.posts, 'post')} "
        f"{of}. Going by the words of the other texts, chance gives fewer than "
        f"{expected:.2g} accounts. The words were copied; whether from a campaign's letter, a quote, a song or a "
        "joke, or as agreed, and whether the claims are true, they do not say."
    )


def _finding(told: Told, expected: float, tail: float, rate: float, tested: int) -> dict[str, str | int | float]:
    one = told.words
    evidence: dict[str, str | list[str]] = {"kind": "text", "object": told.name}
    if told.texts > 1:
        evidence = {"kind": "posts", "posts": told.posts["post"].unique().sort().to_list()}
    return {
        "finding": finding_id(NAME, "text", told.name, "accounts"),
        "detector": NAME,
        "subject_kind": "text",
        "subject": told.name,
        "measure": "accounts",
        "value": float(one.claimants),
        "expected": expected,
        "expected_basis": BOUND,
        "n": tested,
        "p": tail,
        "q": rate,
        "because": _because(told, expected),
        "posts_count": one.posts,
        "likelihood": likelihood_word(1.0 - rate),
        "evidence": orjson.dumps(evidence).decode(),
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
