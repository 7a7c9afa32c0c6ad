"""The registry as a file to hand on: JSON lines, a header, one line a case, and a last line with a checksum."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
import polars as pl

from unisono.model.errors import DataRejectedError, UsageError
from unisono.model.tables import TIME
from unisono.model.times import time_text
from unisono.registry.keeping import keep_case, now
from unisono.registry.tables import CASES, MEMBERS, NAMING, NETWORKS, TRAITS, Registry

FORM = 1

Row = dict[str, Any]  # Any: JSON
Schema = dict[str, pl.DataType]


def export_registry(registry: Registry, *, without_names: bool = False) -> bytes:
    """Return the registry as JSON lines.

    without_names: handles, display names, bios and the places of cases are left out, and so is whom accounts turn to
    by handle; ids, counts, times, links and digests of texts stay.
    """
    told = _without_names(registry) if without_names else registry
    header = {
        "unisono_registry": FORM,
        "exported_at": time_text(now()),
        "cases": told.cases.height,
        "networks": told.networks.height,
        "without_names": without_names,
    }
    body = b"".join(orjson.dumps(line) + b"\n" for line in (header, *_case_lines(told)))
    return body + orjson.dumps({"sha256": hashlib.sha256(body).hexdigest()}) + b"\n"


def read_export(file: Path) -> list[Registry]:
    """Return the cases of an export, one registry each; raises DataRejectedError where it is no whole export."""
    try:
        content = file.read_bytes()
    except OSError as error:
        raise UsageError(f"{file} cannot be read: {error.strerror}. Name a file of: unisono registry export") from error
    lines = content.splitlines(keepends=True)
    try:
        header, last = orjson.loads(lines[0]), orjson.loads(lines[-1])
        form = header["unisono_registry"]
    except (IndexError, KeyError, TypeError, orjson.JSONDecodeError) as error:
        raise _no_export(file, "it does not begin and end as one") from error
    if form != FORM:
        raise DataRejectedError(f"{file} was written by a later Unisono (form {form}). Upgrade Unisono.")
    if not isinstance(last, dict) or last.get("sha256") != hashlib.sha256(b"".join(lines[:-1])).hexdigest():
        raise _no_export(file, "its checksum does not fit: it was cut or changed")
    try:
        cases = [_case_of(orjson.loads(line), place) for place, line in enumerate(lines[1:-1])]
    except (KeyError, TypeError, ValueError, pl.exceptions.PolarsError) as error:
        raise _no_export(file, str(error)) from error
    return cases


def import_export(file: Path, source: Path) -> tuple[pl.DataFrame, int]:
    """Add the cases of an export to a registry; return case_key, network, known of those added, and how many it had.

    A case that the registry has is left as it is.
    """
    kept = [keep_case(file, case, only_new=True)[0] for case in read_export(source)]
    had = sum(one.is_empty() for one in kept)
    none = pl.DataFrame(schema={"case_key": pl.String, "network": pl.Int64, "known": pl.Int64})
    return pl.concat([none, *kept]), had


def _without_names(registry: Registry) -> Registry:
    by_handle = (pl.col("kind") == "partner") & ~pl.col("value").str.contains(r":\d+$")
    traits = registry.traits.filter(~pl.col("kind").is_in(NAMING) & ~by_handle)
    return Registry(
        registry.cases.with_columns(pl.lit(None, pl.String).alias("path")),
        registry.networks,
        registry.members.with_columns(pl.lit(None, pl.String).alias("handle")),
        traits,
    )


def _case_lines(registry: Registry) -> Iterator[Row]:
    # In the order of their numbers, so that an import numbers them in the same order.
    first = registry.networks.group_by("case_key").agg(pl.col("known").min())
    ordered = registry.cases.join(first, on="case_key").sort("known").drop("known")
    for case in ordered.iter_rows(named=True):
        own = registry.networks.filter(pl.col("case_key") == case["case_key"])
        networks = [
            {
                **_plain(network),
                "members": [_plain(row) for row in _of(registry.members, network["known"])],
                "traits": [_plain(row) for row in _of(registry.traits, network["known"])],
            }
            for network in own.iter_rows(named=True)
        ]
        yield {**_plain(case), "case_networks": networks}


def _of(table: pl.DataFrame, known: int) -> Iterator[Row]:
    return table.filter(pl.col("known") == known).drop("known").iter_rows(named=True)


def _plain(row: Row) -> Row:
    return {name: time_text(value) if isinstance(value, datetime) else value for name, value in row.items()}


def _case_of(line: Row, place: int) -> Registry:
    """Return the registry of one line; its networks are numbered -1, -2 … anew."""
    if not line["case_networks"]:
        raise ValueError(f"case {place + 1} has no networks")
    members, traits, networks = [], [], []
    for number, network in enumerate(line["case_networks"], start=1):
        networks.append({**network, "known": -number})
        members += [{**row, "known": -number} for row in network["members"]]
        traits += [{**row, "known": -number} for row in network["traits"]]
    return Registry(_table([line], CASES), _table(networks, NETWORKS), _table(members, MEMBERS), _table(traits, TRAITS))


def _table(rows: list[Row], schema: Schema) -> pl.DataFrame:
    """Return the rows as a table; raises KeyError for a missing column, TypeError for another kind of value."""
    written = {name: pl.String() if kind == TIME else kind for name, kind in schema.items()}
    table = pl.DataFrame([[row[name] for name in schema] for row in rows], schema=written, orient="row")
    times = [name for name, kind in schema.items() if kind == TIME]
    return table.with_columns(pl.col(times).str.to_datetime("%+", time_unit="us", time_zone="UTC"))


def _no_export(file: Path, why: str) -> DataRejectedError:
    return DataRejectedError(
        f"{file} is no whole export of a registry: {why}. Nothing was added. Export it again: "
        "unisono registry export -o FILE"
    )
