"""Packs of a part of a case: posts and tables of some networks or days, and a plain word that the rest is left out."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shlex import quote
from typing import Any

import orjson
import polars as pl

from unisono.cases import Case, Run
from unisono.cases.kept_lines import read_kept_lines
from unisono.cases.manifest import read_manifest
from unisono.cases.marks import network_identity
from unisono.cases.segments import damaged_segment, find_changed_bytes, segment_files
from unisono.exports.evidence_pack.building import PackFolder
from unisono.exports.evidence_pack.layout import DERIVED, SCOPE
from unisono.exports.results import Results, read_results
from unisono.exports.spreadsheets import for_people
from unisono.model.errors import UsageError
from unisono.model.names import ACCOUNT_NAME, POST_NAME
from unisono.model.times import time_text

DECISIONS = ("marks.jsonl", "reviews.jsonl", "breakout.jsonl")
"""Lines of people about networks."""


@dataclass(frozen=True)
class Scope:
    """Which part of a case a pack holds; nothing said is all of it.

    networks: numbers of the latest scan. since, until: of the posts, the end left out. with_sources: put the imported
    files in, whole, which hold more than the part; else they are named by their SHA-256 only.
    """

    networks: Sequence[int] = ()
    since: datetime | None = None
    until: datetime | None = None
    with_sources: bool = False

    @property
    def is_whole(self) -> bool:
        """Say whether nothing is left out."""
        return not self.networks and self.since is None and self.until is None


@dataclass
class _Counts:
    posts: int = 0
    of_posts: int = 0
    accounts: int = 0


def network_numbers(written: str) -> tuple[int, ...]:
    """Return the numbers of networks that somebody typed, such as 1,3; raises UsageError for what is none."""
    numbers = [part.strip() for part in written.split(",") if part.strip()]
    if wrong := [part for part in numbers if not (part.isascii() and part.isdecimal() and len(part) < 10)]:
        raise UsageError(f"{wrong[0][:40]!r} is no number of a network. Type numbers with commas between: 1,3")
    return tuple(sorted({int(part) for part in numbers}))


def require_scope(case: Case, scope: Scope) -> None:
    """Raise UsageError for networks that the latest scan does not have, and for a span that ends before it begins."""
    if scope.since is not None and scope.until is not None and scope.since >= scope.until:
        raise UsageError("The span ends before it begins, so no post lies in it. Change --since or --until.")
    if scope.with_sources and scope.is_whole:
        raise UsageError("A pack of the whole case has its sources anyway. Leave out --with-sources.")
    if not scope.networks:
        return
    run = case.latest_run()
    known = set(run.table("networks")["network"]) if run is not None else set()
    if absent := [str(number) for number in scope.networks if number not in known]:
        raise UsageError(
            f"The latest scan has no network {', '.join(absent)}. See which there are: "
            f"unisono networks {quote(str(case.path))}"
        )


def put_part(case: Case, pack: PackFolder, scope: Scope) -> dict[str, Any]:  # Any: JSON
    """Put the part of a case into the pack and return what is said of it, which stands in the pack as well."""
    run = case.latest_run() if scope.networks else None
    results = _results_of(run, scope.networks) if run is not None else None
    members = None if results is None else results.members["account"].unique()
    counts = _put_posts(case, pack, scope, members)
    if run is not None and results is not None:
        _put_run(pack, run, results)
        _put_decisions(case.path, pack, results)
    about = case.path / "case.json"
    pack.copy(f"{DERIVED}/case/{about.name}", about)
    told = {
        "holds": "a part of the case",
        "run": run.id if run is not None else None,
        "networks": list(scope.networks),
        "since": time_text(scope.since) if scope.since else None,
        "until": time_text(scope.until) if scope.until else None,
        "posts": counts.posts,
        "posts_of_the_case": counts.of_posts,
        "accounts": counts.accounts,
        "sources": "whole files" if scope.with_sources else "named by SHA-256 only",
    }
    pack.put(SCOPE, orjson.dumps(told, option=orjson.OPT_INDENT_2) + b"\n")
    return told


def scope_in_words(told: Mapping[str, Any]) -> str:  # Any: JSON, which somebody else may have written
    """Return what part of a case a pack holds, in sentences."""
    numbers = told.get("networks")
    named = ", ".join(str(one)[:12] for one in numbers[:50]) if isinstance(numbers, list) else ""
    words = {name: str(value)[:60] for name, value in told.items() if value is not None}
    parts = []
    if named:
        parts.append(f"the posts of the members of network {named} (scan {words.get('run')}), and the tables of these")
    span = " ".join(f"{word} {words[name]}" for word, name in (("from", "since"), ("before", "until")) if name in words)
    if span:
        parts.append(f"posts {span}")
    return (
        f"It holds a part of the case: {'; '.join(parts)}. That is {words.get('posts')} of "
        f"{words.get('posts_of_the_case')} posts. Sources: {words.get('sources')}."
    )


def _results_of(run: Run, networks: Sequence[int]) -> Results:
    """Return the tables of a run for some of its networks; findings are those about them, their members and pairs."""
    whole = read_results(run)
    of_them = pl.col("network").is_in(list(networks))
    members = whole.members.filter(of_them)
    accounts = members["account"].unique().implode()
    names = [written for number in networks for written in (str(number), f"network:{number}")]
    kind, subject = pl.col("subject_kind"), pl.col("subject")
    both = subject.str.split(" ").list.eval(pl.element().is_in(accounts)).list.all()
    told = (
        ((kind == "network") & subject.is_in(names))
        | ((kind == "account") & subject.is_in(accounts))
        | ((kind == "pair") & both)
    )
    return Results(
        run_id=whole.run_id,
        version=whole.version,
        scanned_at=whole.scanned_at,
        q=whole.q,
        networks=whole.networks.filter(of_them),
        members=members,
        pairs=whole.pairs.filter(pl.col("a").is_in(accounts) & pl.col("b").is_in(accounts)),
        acts=whole.acts.filter(of_them),
        findings=whole.findings.filter(told),
    )


def _put_run(pack: PackFolder, run: Run, results: Results) -> None:
    folder = f"{DERIVED}/runs/{run.id}"
    pack.copy(f"{folder}/record.json", run.path / "record.json")
    for name, table in results.tables().items():
        with pack.writing(f"{folder}/{name}.parquet") as written:
            table.write_parquet(written, compression="zstd")
        with pack.writing(f"{folder}/{name}.csv") as written:
            for_people(table).write_csv(written)


def _put_decisions(case: Path, pack: PackFolder, results: Results) -> None:
    """Put the lines that people wrote about these networks, byte by byte: the log has the hash of each."""
    identities = {network_identity(accounts or ()) for accounts in results.networks["accounts"].to_list()}
    for name in DECISIONS:
        file = case / name
        wanted = {number for number, row in read_kept_lines(file)[0] if row.get("identity") in identities}
        lines = file.read_bytes().split(b"\n") if wanted else []
        if name == "breakout.jsonl" and wanted:
            # A withdrawal names no network: it stays with what may have been withdrawn.
            wanted |= {number for number, row in read_kept_lines(file)[0] if "withdraws" in row}
        if wanted:
            pack.put(f"{DERIVED}/case/{name}", b"".join(lines[number - 1] + b"\n" for number in sorted(wanted)))


def _put_posts(case: Case, pack: PackFolder, scope: Scope, members: pl.Series | None) -> _Counts:
    """Put the rows of the segments that belong to the part, one segment in memory at a time."""
    counts, chosen, writers = _Counts(), set[str](), set[str]()
    for table, file, is_post in _files(case.path):
        rows = pl.read_parquet(file, glob=False)
        part = _of_part(rows, table, scope, members, chosen, writers)
        if table == "posts":
            counts.of_posts += rows.height
            counts.posts += part.height
        if is_post:
            chosen.update(part.select(POST_NAME).to_series().drop_nulls())
            writers.update(part.select(ACCOUNT_NAME).to_series().drop_nulls())
        if part.height:
            with pack.writing(f"{DERIVED}/part/{file.stem}.parquet") as written:
                part.write_parquet(written, compression="zstd")
            with pack.writing(f"{DERIVED}/part/{file.stem}.csv") as written:
                for_people(part).write_csv(written)
    counts.accounts = len(writers)
    return counts


def _files(case: Path) -> Iterator[tuple[str, Path, bool]]:
    """Yield the segments of posts, then those of what belongs to them, each as it was sealed in the manifest."""
    lines = read_manifest(case / "manifest.jsonl")
    for tables in (("posts", "again"), ("accounts", "deletions")):
        for line in lines:
            for table in tables:
                for file in segment_files(case, [line], table):
                    if problem := find_changed_bytes(file):
                        raise damaged_segment(file.path, problem)
                    yield table, file.path, tables[0] == "posts"


def _of_part(
    rows: pl.DataFrame, table: str, scope: Scope, members: pl.Series | None, chosen: set[str], writers: set[str]
) -> pl.DataFrame:
    if table == "accounts":
        return rows.filter(ACCOUNT_NAME.is_in(pl.Series(sorted(writers), dtype=pl.String()).implode()))
    if table == "deletions":
        return rows.filter(POST_NAME.is_in(pl.Series(sorted(chosen), dtype=pl.String()).implode()))
    if members is not None:
        rows = rows.filter(ACCOUNT_NAME.is_in(members.implode()))
    if scope.since is not None:
        rows = rows.filter(pl.col("created_at") >= scope.since)
    if scope.until is not None:
        rows = rows.filter(pl.col("created_at") < scope.until)
    return rows
