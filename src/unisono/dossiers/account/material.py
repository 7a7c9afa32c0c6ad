"""What a dossier of an account is made from: its own posts and profiles, and what the case knows of all accounts."""

from dataclasses import dataclass, replace
from functools import cached_property

import polars as pl

from unisono.accounts.known import KnownAccounts, known_accounts
from unisono.cases import Case, Run
from unisono.content.pictures.case_pictures import case_pictures
from unisono.content.pictures.profile_pictures import profile_pictures
from unisono.content.pictures.words import fill_in_words, words_of_pictures
from unisono.dossiers.subject_posts import POST
from unisono.model.names import ACCOUNT_NAME

COLUMNS = (
    *("platform", "post_id", "account_id", "handle", "display_name", "created_at", "created_at_precision"),
    *("collected_at", "text", "kind", "ref_post_id", "ref_account_id", "ref_handle", "ref_created_at", "thread_id"),
    *("hashtags", "urls", "mentions", "media", "lang", "client", "is_deleted"),
)
"""Columns of POSTS that dossiers and signals of accounts read."""


@dataclass(frozen=True)
class Material:
    """One account and what its numbers are compared with.

    account: platform:id. known: of all accounts of the case, with the words of pictures for texts that say nothing, as
    a scan reads them; as_written: the same without them. own: COLUMNS of its posts, and `post`, in order of time.
    profiles: its dated snapshots in ACCOUNTS columns, oldest first; those without a date come first.
    """

    case: Case
    run: Run | None
    account: str
    known: KnownAccounts
    as_written: KnownAccounts
    own: pl.DataFrame
    profiles: pl.DataFrame

    @cached_property
    def place(self) -> int | None:
        """Return the account's place in the timelines; None where no post of it has a time."""
        found = (self.known.timelines.accounts == self.account).arg_true()
        return int(found[0]) if len(found) else None


def read_material(case: Case, run: Run | None, account: str) -> Material:
    """Return what is needed to describe an account (platform:id) of the case; all posts of the case are read."""
    pictures = case_pictures(case)
    posts = case.posts().select(COLUMNS).collect()
    words = words_of_pictures(pictures)
    as_written = known_accounts(case, posts, profile_pictures(case, pictures))
    known = replace(as_written, posts=fill_in_words(posts, words)) if words.height else as_written
    own = posts.filter(ACCOUNT_NAME.eq(account)).with_columns(POST).sort("created_at", "post", nulls_last=True)
    profiles = known.snapshots.filter(ACCOUNT_NAME.eq(account)).sort("observed_at", "source_row", nulls_last=False)
    return Material(case, run, account, known, as_written, own, profiles)
