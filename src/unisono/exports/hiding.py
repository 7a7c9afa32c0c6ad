"""Tables of a run with accounts, posts and texts hidden, by the rules of who reads them."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from typing import Any

import orjson
import polars as pl

from unisono.cases import Case
from unisono.cases.targets import kept_targets
from unisono.exports.report.disclosure import Disclosure, disclosure_for, known_names
from unisono.exports.report.reading import read_profiles
from unisono.exports.results import Results
from unisono.model.names import ACCOUNT_NAME

WORDLESS = ("co_action", "amplified_post", "attacks", "dormancy", "woke_together", "born_together", "co_deletion")
"""Detectors that tell of a finding in counts and times, without the words of a post or a profile."""

Hide = Callable[[str], str | None]


def disclosure_of(case: Case, results: Results, profile: str) -> Disclosure:
    """Return the rules of a profile for a run: they know every account that its tables name, and its targets."""
    named = set(accounts_named(results))
    profiles = read_profiles(case, named)
    written = case.posts().select(ACCOUNT_NAME, "handle", "display_name").filter(pl.col("account").is_in(sorted(named)))
    authors = written.unique("account", keep="any").sort("account").collect()
    tables = (authors, profiles, results.members)
    handles = known_names(row for table in tables for row in table.select("account", "handle").iter_rows())
    names = known_names(row for table in tables for row in table.select("account", "display_name").iter_rows())
    known = {**dict.fromkeys(sorted(named), ""), **handles}
    return disclosure_for(profile, case.path, known, names, kept_targets(case.path).targets)


def accounts_named(results: Results) -> Iterable[str]:
    """Yield the accounts that the tables of a run name."""
    yield from results.members["account"].drop_nulls()
    yield from results.pairs["a"].drop_nulls()
    yield from results.pairs["b"].drop_nulls()
    about = results.findings.filter(pl.col("subject_kind").is_in(["account", "pair"]))["subject"].drop_nulls()
    for subject in about:
        yield from subject.split(" ")


def hide(results: Results, disclosure: Disclosure) -> Results:
    """Return the tables of a run with accounts, posts and texts as these rules show them."""
    if not disclosure.hides_accounts:
        return results
    account, post = disclosure.pseudonym, disclosure.post
    text = disclosure.free_text
    members = _mapped(results.members, {"account": account, "display_name": _nothing}).with_columns(handle="account")
    pairs = _mapped(results.pairs, {"a": account, "b": account})
    acts = _mapped(results.acts, {"account": account, "post": post})
    hidden = replace(
        results,
        networks=_networks(results.networks, disclosure),
        members=members.sort("network", "account", nulls_last=True),
        pairs=pairs.sort("q", "p", "a", "b", "layer", nulls_last=True),
        acts=_acts(acts, disclosure),
        findings=_findings(_mapped(results.findings, {"finding": disclosure.finding, "because": text}), disclosure),
    )
    return _to_the_minute(hidden) if disclosure.hides_posts else hidden


def _networks(networks: pl.DataFrame, disclosure: Disclosure) -> pl.DataFrame:
    shown = [None if own is None else sorted(map(disclosure.pseudonym, own)) for own in networks["accounts"].to_list()]
    texts = {"because": disclosure.free_text, "verdict_because": disclosure.free_text}
    innocent = {"innocent": lambda written: _explanations(written, disclosure)}
    accounts = pl.Series("accounts", shown, dtype=networks.schema["accounts"])
    return _mapped(networks, {**texts, **innocent}).with_columns(accounts, handles=accounts)


def _explanations(written: str, disclosure: Disclosure) -> str:
    told: list[dict[str, Any]] = orjson.loads(written)  # Any: JSON
    for one in told:
        if isinstance(one.get("because"), str):
            one["because"] = disclosure.free_text(one["because"])
    return orjson.dumps(told).decode()


def _acts(acts: pl.DataFrame, disclosure: Disclosure) -> pl.DataFrame:
    named = acts.select("layer", "object").unique(maintain_order=True)
    shown = [
        None if name is None or layer is None else disclosure.acted_on(layer, name) for layer, name in named.iter_rows()
    ]
    told = named.with_columns(pl.Series("shown", shown, dtype=pl.String))
    joined = acts.join(told, on=["layer", "object"], how="left", nulls_equal=True, maintain_order="left")
    bare = joined.with_columns(object="shown").drop("shown")
    return bare.sort("network", "layer", "object", "at", "account", "post", nulls_last=True)


def _findings(findings: pl.DataFrame, disclosure: Disclosure) -> pl.DataFrame:
    subjects = [
        None if subject is None else subject_shown(kind, subject, disclosure)
        for kind, subject in findings.select("subject_kind", "subject").iter_rows()
    ]
    told = findings.with_columns(
        pl.Series("subject", subjects, dtype=pl.String), pl.lit(None, dtype=pl.String).alias("evidence")
    )
    if disclosure.hides_posts:
        worded = ~pl.col("detector").is_in(WORDLESS)
        told = told.with_columns(pl.when(worded).then(None).otherwise("because").alias("because"))
    return told.sort("finding", "detector", "subject", "measure", nulls_last=True)


def subject_shown(kind: str | None, subject: str, disclosure: Disclosure) -> str:
    """Return what a finding is about as a copy may show it."""
    if not disclosure.hides_accounts:
        return subject
    if kind in ("account", "pair"):
        return " ".join(map(disclosure.pseudonym, subject.split(" ")))
    if kind == "post":
        return disclosure.post(subject)
    if kind in ("text", "image", "link", "hashtag"):
        return disclosure.acted_on(kind, subject)
    return disclosure.free_text(subject)


def _to_the_minute(results: Results) -> Results:
    """Return the tables with times that end at the minute: a second leads to a post."""
    return replace(
        results,
        networks=_minutes(results.networks),
        members=_minutes(results.members),
        pairs=_minutes(results.pairs),
        acts=_minutes(results.acts),
        findings=_minutes(results.findings),
    )


def _minutes(table: pl.DataFrame) -> pl.DataFrame:
    return table.with_columns(
        pl.col(name).dt.truncate("1m") for name, kind in table.schema.items() if isinstance(kind, pl.Datetime)
    )


def _mapped(table: pl.DataFrame, shown: dict[str, Hide]) -> pl.DataFrame:
    """Return the table with each text of these columns replaced; each different one is looked up once."""
    return table.with_columns(_column(table[name], how) for name, how in shown.items())


def _column(column: pl.Series, shown: Hide) -> pl.Series:
    known: Collection[str] = column.drop_nulls().unique()
    told = {one: shown(one) for one in known}
    return pl.Series(column.name, [None if one is None else told[one] for one in column], dtype=pl.String)


def _nothing(_: str) -> None:
    return None
