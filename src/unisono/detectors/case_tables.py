"""What a scan reads of a case: its posts, what they refer to, which are alike, and what is known of the accounts."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import polars as pl

from unisono.accounts.known import KnownAccounts, known_accounts
from unisono.cases import Case
from unisono.cases.empty_columns import empty_columns
from unisono.cases.folder import posts_by_part
from unisono.cases.same_persons import kept_same_persons
from unisono.content.kept_answers import KEPT, KeptAnswers
from unisono.content.pictures.case_pictures import case_pictures
from unisono.content.pictures.profile_pictures import profile_pictures as pictures_of_profiles
from unisono.content.pictures.words import fill_in_words, words_of_pictures
from unisono.content.purposes.own_words import own_words
from unisono.detectors import COLUMNS
from unisono.detectors.alike import likeness_of, with_kept_wordings
from unisono.detectors.evidence import posts_between
from unisono.detectors.profiles import NAMED_BY_POSTS
from unisono.model import scan_steps
from unisono.model.scan_steps import Tell, tell_nobody
from unisono.model.settings import ScanSettings
from unisono.model.tables import POSTS
from unisono.networks.innocent.networks_view import EXPLAINED_BY
from unisono.traces import Likeness, layer_named

POST_COLUMNS = (
    *("platform", "post_id", "account_id", "kind", "mentions", "ref_handle", "lang"),
    *NAMED_BY_POSTS,
    *EXPLAINED_BY,
)
"""Columns of POSTS that every scan reads: who acted when, what handles stand for, and what explanations look at; what
detectors need comes on top."""

LikenessFrom = Callable[[Case, pl.DataFrame, float], Likeness]
"""Returns which texts and pictures of a case, with these CASE_PICTURES, are nearly the same from a similarity on."""


@dataclass(frozen=True)
class CaseTables:
    """The tables of one scan; posts and references in columns of POSTS and REFERENCES.

    kept: what earlier scans found out about single texts.
    """

    posts: pl.DataFrame
    references: pl.DataFrame
    likeness: Likeness
    known: KnownAccounts
    own_words: tuple[str, ...]
    same_persons: pl.DataFrame
    kept: KeptAnswers = field(default_factory=KeptAnswers)


def read_tables(
    case: Case, settings: ScanSettings, tell: Tell = tell_nobody, likeness_from: LikenessFrom = likeness_of
) -> CaseTables:
    """Return what a scan of a case with these settings looks at."""
    tell(scan_steps.READING, 0)
    pictures = case_pictures(case)
    posts = posts_of_layers(case, settings, settings.layers, pictures)
    references = case.references().collect()
    tell(scan_steps.LIKENESS, posts.height)
    kept = KeptAnswers(case.path / KEPT)
    likeness = with_kept_wordings(likeness_from(case, pictures, settings.similarity), kept)
    tell(scan_steps.PROFILES, 0)
    known = known_accounts(case, posts, pictures_of_profiles(case, pictures))
    return CaseTables(posts, references, likeness, known, own_words(case.path), kept_same_persons(case.path), kept)


def posts_of_layers(case: Case, settings: ScanSettings, layers: Iterable[str], pictures: pl.DataFrame) -> pl.DataFrame:
    """Return the posts between since and until, in the columns that a scan of these layers reads.

    Words of pictures stand for texts that say nothing.
    """
    columns = post_columns(layers)
    unfilled = empty_columns(posts_by_part(case), columns)
    # A column that is null throughout is not read: it would take as much memory as any other.
    filled = case.posts().select(name for name in columns if name not in unfilled)
    known = filled.with_columns(pl.lit(None, POSTS[name]).alias(name) for name in unfilled).select(columns)
    posts = posts_between(known, settings.since, settings.until).collect()
    return fill_in_words(posts, words_of_pictures(pictures)) if "media" in columns else posts


def post_columns(layers: Iterable[str]) -> list[str]:
    """Return the columns of POSTS that a scan of these layers reads, with those that any detector needs."""
    of_layers = (name for layer in layers for name in layer_named(layer).columns)
    return list(dict.fromkeys([*POST_COLUMNS, *of_layers, *COLUMNS]))
