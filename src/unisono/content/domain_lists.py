"""Domains that others have published lists of: read with every rejected row counted, and matched, never judged."""

import hashlib
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl

from unisono.cases.domain_lists import DomainList, ListedDomain
from unisono.cases.manifest import RejectionCount
from unisono.content.addresses import canonical_addresses, hosts_of, registrable_domains
from unisono.content.domain_list_files import Row, read_rows
from unisono.content.hosted_pages import names_a_publisher, publishers
from unisono.model.errors import DataRejectedError, UsageError
from unisono.model.times import now_text

LISTED = pl.Schema(
    {"domain": pl.String(), "list": pl.String(), "label": pl.String(), "source": pl.String(), "date": pl.String()}
)
"""What listed_domains returns."""

NO_VALUE = "nothing stands there"
NO_ADDRESS = "neither a domain nor a web address"
NO_PUBLISHER = "a host or an ending under which many publish; name the page, channel or blog"
LONGEST_EXAMPLE = 120
LONGEST_LABEL = 200


def read_domain_list(
    file: Path,
    *,
    name: str,
    source: str | None,
    published: str | None,
    label: str | None = None,
    column: str | None = None,
    label_column: str | None = None,
) -> DomainList:
    """Return the list that a file holds; `label` is what the list says of entries that have no label of their own.

    An address stands for its host, or for its page on a host where many publish. Rows that name no publisher are
    counted by reason with an example. Raises UsageError where `source` or `published` is missing or no date.
    """
    _require_origin(name, source, published)
    try:
        content = file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}. Name a file of domains.") from error
    read = read_rows(file, content, column=column, label_column=label_column)
    entries, rejected, duplicates = _entries(read.rows, label.strip() if label else None)
    if not entries:
        examples = "; ".join(f"{part.reason}: {part.example!r}" for part in rejected) or "it has no rows"
        raise DataRejectedError(f"{file} names no domain ({examples}). Try another column: --column NAME")
    return DomainList(
        name=name,
        source=(source or "").strip(),
        date=published or "",
        file=file.name,
        sha256=hashlib.sha256(content).hexdigest(),
        entries=entries,
        rejected=rejected,
        duplicates=duplicates,
        added_at=now_text(),
        columns=read.columns,
        domain_column=read.domain_column,
        label_column=read.label_column,
    )


def listed_domains(domains: pl.Series | Iterable[str], lists: Sequence[DomainList]) -> pl.DataFrame:
    """Return (domain, list, label, source, date): one row for each given domain and list that has it.

    A domain may be given as a registrable domain, a host, `host/name` or an address. An entry holds for its host and
    every host below it, and one of `host/name` for that page; within a list the narrowest entry counts.
    """
    given = pl.Series("domain", domains, dtype=pl.String).drop_nulls().unique(maintain_order=True)
    candidates = _candidates(given)
    entries = pl.DataFrame(
        [(each.name, entry.domain, entry.label, each.source, each.date) for each in lists for entry in each.entries],
        schema={"list": pl.String, "entry": pl.String, "label": pl.String, "source": pl.String, "date": pl.String},
        orient="row",
    )
    found = candidates.join(entries, on="entry")
    narrowest = found.filter(pl.col("breadth") == pl.col("breadth").min().over("domain", "list"))
    return narrowest.sort("row", "list", "label").select(LISTED.names())


def describe_listing(listing: dict[str, str | None]) -> str:
    """Say who lists a domain, as what, and when: the list's words on one line, with its source and date.

    >>> describe_listing({"list": "press", "label": "daily", "source": "A. Society", "date": "2026-01-31"})
    'listed by A. Society (press, 2026-01-31) as daily'
    """
    said = f" as {listing['label']}" if listing["label"] else ""
    return " ".join(f"listed by {listing['source']} ({listing['list']}, {listing['date']}){said}".split())


def _require_origin(name: str, source: str | None, published: str | None) -> None:
    if not source or not source.strip():
        raise UsageError(
            f"The list {name} has no source. Say who published it, so that readers can judge: "
            '--source "Name of the publisher, title or address"'
        )
    try:
        day = date.fromisoformat(published or "")
    except ValueError:
        day = None
    if day is None or len(published or "") != len("2026-01-31"):
        raise UsageError(
            f"The list {name} has no date{f' ({published} is none)' if published else ''}. Say when it was published "
            "or fetched, since domains change hands: --date 2026-01-31"
        )
    if day > datetime.now(UTC).date():
        raise UsageError(f"The date {published} lies ahead. Say when the list was published: --date 2026-01-31")


def _entries(rows: list[Row], label: str | None) -> tuple[tuple[ListedDomain, ...], tuple[RejectionCount, ...], int]:
    table = pl.DataFrame(
        {"written": [written.strip() for written, _ in rows], "label": [own or label for _, own in rows]},
        schema={"written": pl.String, "label": pl.String},
    )
    named = table.with_columns(*_entry_names(table["written"]), pl.col("label").str.slice(0, LONGEST_LABEL))
    publisher = pl.Series([name is not None and names_a_publisher(name) for name in named["entry"]], dtype=pl.Boolean)
    reason = (
        pl.when(pl.col("written") == "")
        .then(pl.lit(NO_VALUE))
        .when(pl.col("canonical").is_null())
        .then(pl.lit(NO_ADDRESS))
        .when(~pl.col("publishes"))
        .then(pl.lit(NO_PUBLISHER))
    )
    judged = named.with_columns(publisher.alias("publishes")).with_columns(reason.alias("reason"))
    counts = (
        judged.filter(pl.col("reason").is_not_null())
        .group_by("reason", maintain_order=True)
        .agg(pl.len(), pl.col("written").first().str.slice(0, LONGEST_EXAMPLE))
    )
    kept = judged.filter(pl.col("reason").is_null()).select("entry", "label")
    entries = kept.unique(maintain_order=True)
    return (
        tuple(ListedDomain(domain, said) for domain, said in entries.rows()),
        tuple(RejectionCount(why, count, example) for why, count, example in counts.rows()),
        kept.height - entries.height,
    )


def _entry_names(written: pl.Series) -> list[pl.Series]:
    """Return the canonical address of what is written, and the entry it makes: `host/name`, or the host."""
    canonical = canonical_addresses(_as_addresses(written)).alias("canonical")
    publisher = publishers(canonical)
    host = hosts_of(canonical)
    known = registrable_domains(canonical).is_not_null()
    table = pl.DataFrame({"publisher": publisher, "host": host, "known": known})
    page = pl.col("publisher").str.contains("/", literal=True)
    entry = pl.when(page).then(pl.col("publisher")).when(pl.col("known")).then(pl.col("host"))
    return [canonical, table.select(entry.alias("entry")).to_series()]


def _as_addresses(written: pl.Series) -> pl.Series:
    """Return what people write for a domain as an address: defanged dots put back, `*.` dropped, a scheme before it."""
    table = pl.DataFrame({"written": written}, schema={"written": pl.String})
    mended = (
        pl.col("written")
        .str.replace_all(r"\[\.\]|\(\.\)|\[dot\]", ".")
        .str.replace(r"(?i)^hxxp", "http")
        .str.replace(r"^(?:\*\.|\.)", "")
    )
    bare = mended.str.contains(r"^[^\s:/?#@]+\.[^\s:/?#@]+(?:/|$)")
    return table.select(pl.when(bare).then(pl.concat_str(pl.lit("https://"), mended)).otherwise(mended)).to_series()


def _candidates(given: pl.Series) -> pl.DataFrame:
    """Return (row, domain, entry, breadth): the entries that would hold for each domain, narrowest first."""
    canonical = canonical_addresses(_as_addresses(given))
    rows = zip(given, publishers(canonical), hosts_of(canonical), registrable_domains(canonical), strict=True)
    found = [
        (row, domain, entry, breadth)
        for row, (domain, publisher, host, registrable) in enumerate(rows)
        if publisher is not None
        for breadth, entry in enumerate(_widening(publisher, host, registrable))
    ]
    schema = {"row": pl.Int64, "domain": pl.String, "entry": pl.String, "breadth": pl.Int64}
    return pl.DataFrame(found, schema=schema, orient="row")


def _widening(publisher: str, host: str, registrable: str | None) -> list[str]:
    """Return the page, if any, and then the host and those above it down to the registrable domain."""
    pages = [publisher] if "/" in publisher else []
    if registrable is None or not host.endswith(registrable):
        return [*pages, host]
    below = [label for label in re.sub(re.escape(registrable) + "$", "", host).split(".") if label]
    return [*pages, *(".".join([*below[place:], registrable]) for place in range(len(below) + 1))]
