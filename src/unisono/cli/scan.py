"""Find the accounts of a case that acted together, and test them against chance."""

from shlex import quote
from typing import Annotated, Any

import typer

from unisono.api import scan_settings
from unisono.cases import open_case, require_writable
from unisono.cli.copied_texts import copied_texts_text
from unisono.cli.naming_accounts import has_several_platforms
from unisono.cli.network_rows import NETWORK_COLUMNS, no_networks_text, shown_network
from unisono.cli.output import ByOption, CaseArgument, JsonOption, Output, QuietOption
from unisono.cli.scan_options import (
    FalseShareOption,
    NoTwinOption,
    SeedOption,
    SimilarityOption,
    SinceOption,
    UntilOption,
    WindowOption,
)
from unisono.dossiers.network.rows import network_rows
from unisono.model.counting import counted
from unisono.model.errors import UsageError
from unisono.model.small_cases import small_case_text

SCAN_FIELDS = ("run", "pairs_tested", "pairs", "networks", "findings", "twin_pairs", "twin_networks", "seconds")
SHOWN_NETWORKS = 10


def command(
    case: CaseArgument,
    only: Annotated[
        str | None,
        typer.Option("--only", help="Detectors to run, with commas between; unisono detectors lists them."),
    ] = None,
    since: SinceOption = None,
    until: UntilOption = None,
    window: WindowOption = None,
    q: FalseShareOption = None,
    similarity: SimilarityOption = None,
    no_twin: NoTwinOption = False,
    seed: SeedOption = 0,
    engine: Annotated[str, typer.Option("--engine", help="Where to compute: embedded.")] = "embedded",
    by: ByOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Find the accounts of a case that acted together, and test them against chance.

    The result is kept in the case as a run: unisono networks CASE, pairs, findings, show and report read the latest.
    """
    from unisono.detectors.scannable import require_posts
    from unisono.detectors.scanning import scan_case

    output = Output(as_json, quiet)
    _require_engine(engine)
    settings = scan_settings(
        only=only,
        since=since,
        until=until,
        windows=window,
        q=q,
        similarity=similarity,
        twin=not no_twin,
        seed=seed,
    )
    opened = open_case(case)
    require_writable(opened.path)
    posts = require_posts(opened, settings)
    with output.steps(f"Scanning {posts:,} posts") as begin:
        result = scan_case(opened, settings, lambda step: begin(step.text, step.number, step.of))
    record = result.record
    for warning in record.get("warnings") or ():
        output.say(f"Warning: {warning}")
    output.json({**{name: record.get(name) for name in SCAN_FIELDS}, **_extra_fields(record)})
    output.text(summary_text(record))
    if not as_json:
        rows = list(network_rows(result.tables["networks"]))
        mixed = has_several_platforms(opened)
        shown = [shown_network(row, with_platform=mixed) for row in rows]
        output.rows(shown, NETWORK_COLUMNS, none=no_networks_text(record), shown=SHOWN_NETWORKS)
    if record.get("networks"):
        typed = quote(str(case))
        output.text(f"Innocent explanations and posts: unisono networks {typed}, then unisono show {typed} network 1")
        if small := small_case_text(record):
            output.text(small)
    if texts := copied_texts_text(result.tables["findings"], case):
        output.text(texts)


def summary_text(record: dict[str, Any]) -> str:  # Any: a run's record is JSON
    """Return what a scan did, and what its shuffled twin gave, in sentences."""
    lines = [
        f"Run {record.get('run')}: {counted(record.get('posts'), 'post')} "
        f"of {counted(record.get('accounts'), 'account')} in {record.get('seconds') or 0:,.1f} s.",
        f"Pairs tested: {record.get('pairs_tested') or 0:,}. More than chance: {counted(record.get('pairs'), 'pair')}, "
        f"{counted(record.get('networks'), 'network')}, {counted(record.get('findings'), 'finding')}.",
    ]
    if record.get("twin_pairs") is not None:
        lines.append(
            f"The shuffled twin, the same posts with accounts exchanged, gave "
            f"{counted(record['twin_pairs'], 'pair')} and {counted(record.get('twin_networks'), 'network')}."
        )
    else:
        lines.append("The shuffled twin was left out, so nothing shows what chance alone would give here.")
    return "\n".join(lines)


def _extra_fields(record: dict[str, Any]) -> dict[str, Any]:  # Any: as above
    return {
        name: record[name] for name in ("posts", "accounts", "seed", "warnings", "smallest_group") if name in record
    }


def _require_engine(engine: str) -> None:
    if engine == "spark":
        raise UsageError(
            "The engine spark is not available in this version. Type: --engine embedded, or leave --engine out."
        )
    if engine != "embedded":
        raise UsageError(f"There is no engine {engine!r}. Type: --engine embedded, or leave --engine out.")
