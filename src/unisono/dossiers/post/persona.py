"""The persona table: what share of the reposters has each trait, beside the reposters of comparable posts."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import polars as pl

from unisono.dossiers.post.traits import DISTRIBUTIONS, TRAITS
from unisono.dossiers.subject_posts import Card
from unisono.model.counting import counted
from unisono.significance.distributions import hypergeometric_chances

FEWEST = 20
"""Accounts of which a trait is known, here and in the comparison, below which nothing is tested."""

LEVEL = 0.01
DRAWS = 4_999
SEED = 0
SHOWN = 8
MOST_KINDS = 20
"""Languages, scripts or places that are told apart in a test; the rarer ones are one more together."""


@dataclass(frozen=True)
class Groups:
    """Accounts whose traits are counted: those who reposted, the networked of these, the control's, and the compared.

    compared: reposters of comparable posts who did not repost this one and are in no network.
    """

    reposters: pl.Series
    networked: pl.Series
    control: pl.Series
    compared: pl.Series


def persona_rows(traits: pl.DataFrame, groups: Groups) -> list[Card]:
    """Return a row for each trait, and for language, script and place as a whole.

    value, n: of the reposters; networked_, control_, compared_ the same of the others. expected: accounts that would
    have the trait if as many had it as of those compared. p: exact, two-sided; p_corrected: times all rows tested
    (Bonferroni).
    """
    rows = [_row(traits, groups, trait.name) for trait in TRAITS]
    told = [
        {"trait": trait.name, "group": trait.group, "label": trait.label, **row, "caveat": trait.caveat}
        for trait, row in zip(TRAITS, rows, strict=True)
    ]
    mixes = [_mix_row(traits, groups, name) for name in DISTRIBUTIONS]
    every = [*told, *mixes]
    tested = sum(row["p"] is not None for row in every)
    for row in every:
        row["p_corrected"] = None if row["p"] is None else min(1.0, row["p"] * tested)
        row["unusual"] = row["p"] is not None and row["p_corrected"] <= LEVEL
        row["rows_tested"] = tested
    return every


def counts_of(traits: pl.DataFrame, accounts: pl.Series, name: str) -> tuple[int, int]:
    """Return how many of these accounts have a trait, and of how many it is known."""
    own = traits.filter(pl.col("account").is_in(accounts.implode()))[name].drop_nulls()
    return int(own.sum()), len(own)


def _row(traits: pl.DataFrame, groups: Groups, name: str) -> Card:
    has, n = counts_of(traits, groups.reposters, name)
    others, of_others = counts_of(traits, groups.compared, name)
    told: Card = {"accounts": has, "value": has / n if n else None, "n": n}
    for group in ("networked", "control"):
        found, of = counts_of(traits, getattr(groups, group), name)
        told |= {f"{group}_value": found / of if of else None, f"{group}_n": of}
    told |= {"compared_value": others / of_others if of_others else None, "compared_n": of_others}
    unsaid = why_not(n, of_others)
    return {
        **told,
        "expected": None if unsaid else n * others / of_others,
        "p": None if unsaid else exact_p(has, n, others, of_others),
        "cannot_say": unsaid,
    }


def why_not(n: int, of_others: int) -> str | None:
    """Return why nothing can be tested; None where it can."""
    if n < FEWEST:
        return f"known of {n:,} reposters only"
    return f"known of {of_others:,} to compare with only" if of_others < FEWEST else None


def why_no_comparison(rows: list[Card], groups: Groups) -> str | None:
    """Return why no row of the table could be tested; None where one was."""
    if any(row["cannot_say"] is None for row in rows):
        return None
    here, others = len(groups.reposters), len(groups.compared)
    if here < FEWEST:
        return f"only {counted(here, 'account')} reposted it; {FEWEST} are needed"
    if others < FEWEST:
        found = counted(others, "reposter") if others else "no reposter"
        verb = "are" if others > 1 else "is"
        return f"{found} of comparable posts {verb} in no network and not here as well; {FEWEST} are needed"
    return f"no trait is known of {FEWEST} accounts on both sides"


def exact_p(has: int, n: int, others: int, of_others: int) -> float:
    """Return Fisher's exact p of two shares being equal, two-sided by doubling the smaller tail (Fisher 1935).

    >>> round(exact_p(8, 10, 1, 10), 4)
    0.0055
    """
    chances = hypergeometric_chances(n + of_others, has + others, n)
    more, fewer = float(chances[has:].sum()), float(chances[: has + 1].sum())
    return min(1.0, 2.0 * min(more, fewer))


def _mix_row(traits: pl.DataFrame, groups: Groups, name: str) -> Card:
    """Return how the reposters' languages, scripts or places differ as a whole: the share that would have to change."""
    own, compared = (_kinds(traits, accounts, name) for accounts in (groups.reposters, groups.compared))
    n, of_others = sum(own.values()), sum(compared.values())
    unsaid = why_not(n, of_others)
    apart, p = (None, None) if unsaid else differ(own, compared)
    return {
        "trait": name,
        "group": f"{name}s",
        "label": f"{name}s, as a mix",
        "accounts": n,
        "value": apart,
        "n": n,
        "kinds": shares_of(own),
        "networked_kinds": shares_of(_kinds(traits, groups.networked, name)),
        "control_kinds": shares_of(_kinds(traits, groups.control, name)),
        "compared_kinds": shares_of(compared),
        "compared_n": of_others,
        "p": p,
        "cannot_say": unsaid,
        "caveat": "A post that speaks to another place or language is reposted by other people.",
    }


def _kinds(traits: pl.DataFrame, accounts: pl.Series, name: str) -> dict[str, int]:
    own = traits.filter(pl.col("account").is_in(accounts.implode()))[name].drop_nulls()
    counted = own.value_counts().sort("count", name, descending=[True, False])
    return dict(counted.iter_rows())


def shares_of(kinds: Mapping[str, int]) -> list[Card]:
    """Return kind, accounts and share of the commonest kinds."""
    total = sum(kinds.values())
    return [{"kind": kind, "accounts": count, "share": count / total} for kind, count in list(kinds.items())[:SHOWN]]


def differ(own: Mapping[str, int], others: Mapping[str, int]) -> tuple[float, float]:
    """Return the total variation distance of two mixes, and how often accounts drawn from both together differ so much.

    A permutation test: the drawn mix is multivariate hypergeometric. One draw is added, so that p is never 0.
    """
    sums = {kind: own.get(kind, 0) + others.get(kind, 0) for kind in {*own, *others}}
    kinds = sorted(sums, key=lambda kind: (-sums[kind], kind))
    left = _as_counts(own, kinds)
    total = left + _as_counts(others, kinds)
    n, of_others = int(left.sum()), int(total.sum() - left.sum())

    def distance(
        drawn: np.ndarray[tuple[int, ...], np.dtype[np.int64]],
    ) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
        return np.asarray(np.abs(drawn / n - (total - drawn) / of_others).sum(axis=-1) / 2.0)

    drawn = np.random.default_rng(SEED).multivariate_hypergeometric(total, n, size=DRAWS)
    seen = float(distance(left))
    as_far = int((distance(drawn) >= seen - 1e-12).sum())
    return seen, (as_far + 1) / (DRAWS + 1)


def _as_counts(mix: Mapping[str, int], kinds: list[str]) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    named = [mix.get(kind, 0) for kind in kinds[:MOST_KINDS]]
    return np.array([*named, sum(mix.get(kind, 0) for kind in kinds[MOST_KINDS:])], np.int64)
