"""All signals of all accounts of a case, measured in passes over its posts."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import polars as pl

from unisono.accounts.known import KnownAccounts, known_accounts
from unisono.accounts.signals import SIGNALS
from unisono.accounts.signals.acts import Acts
from unisono.accounts.signals.client import measure_client
from unisono.accounts.signals.declaration import Float64, Int64, require_declared
from unisono.accounts.signals.life import measure_life
from unisono.accounts.signals.mix import measure_mix
from unisono.accounts.signals.names import measure_names
from unisono.accounts.signals.persona import measure_persona
from unisono.accounts.signals.reaction import measure_reaction
from unisono.accounts.signals.rhythm import measure_rhythm
from unisono.accounts.signals.spoken import MOST_TEXTS, read_languages
from unisono.accounts.signals.strata import STRATA, read_strata
from unisono.cases import Case
from unisono.content.pictures.case_pictures import case_pictures
from unisono.content.pictures.profile_pictures import profile_pictures
from unisono.model.tables import empty

READ_FROM = (
    *("platform", "post_id", "account_id", "handle", "display_name", "created_at", "created_at_precision"),
    *("collected_at", "text", "kind", "ref_post_id", "ref_account_id", "ref_handle", "ref_created_at", "hashtags"),
    *("urls", "lang", "client", "is_deleted"),
)
"""Columns of POSTS that signals are made of; where one was not read, what needs it is not said."""


@dataclass(frozen=True)
class SignalTable:
    """The signals of all accounts, in the order of `accounts` (`platform:id`, ascending).

    values: by the name of a signal, float64 (accounts), NaN where it cannot be said. n: int64 (accounts), what it rests
    on. strata: STRATA, whom each account is compared with.
    """

    accounts: pl.Series
    values: Mapping[str, Float64]
    n: Mapping[str, Int64]
    strata: pl.DataFrame = field(default_factory=lambda: empty(STRATA))


def read_known(case: Case) -> KnownAccounts:
    """Return what a case knows of its accounts, with the columns of posts that signals need."""
    posts = case.posts().select(READ_FROM).collect()
    return known_accounts(case, posts, profile_pictures(case, case_pictures(case)))


def measure_signals(known: KnownAccounts, most_texts: int = MOST_TEXTS) -> SignalTable:
    """Return all SIGNALS of every account with a post at a known time.

    most_texts: texts that are read at most to tell languages where the platform names none.
    """
    acts = Acts(known)
    spoken = read_languages(acts, most_texts)
    measured = {
        **measure_rhythm(acts),
        **measure_mix(acts),
        **measure_reaction(acts),
        **measure_persona(acts, spoken),
        **measure_names(acts, spoken),
        **measure_life(acts),
        **measure_client(acts),
    }
    require_declared(SIGNALS, measured)
    return SignalTable(
        known.timelines.accounts,
        {name: values for name, (values, _) in measured.items()},
        {name: n for name, (_, n) in measured.items()},
        read_strata(acts, spoken),
    )
