"""Find the accounts of a case that acted together, and test them against chance."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated, Any

import typer

from unisono.api import scan_settings
from unisono.cases import Case, open_case, require_writable
from unisono.cli.mishaps import telling_what_is_kept
from unisono.cli.naming_accounts import has_several_platforms
from unisono.cli.network_rows import NETWORK_COLUMNS, no_networks_text, shown_network
from unisono.cli.other_findings import texts_beside_networks
from unisono.cli.output import ByOption, JsonOption, Output, QuietOption
from unisono.cli.scan_options import (
    EngineOption,
    FalseShareOption,
    MasterOption,
    MemoryOption,
    NoTwinOption,
    ScannedCase,
    SeedOption,
    SimilarityOption,
    SinceOption,
    UntilOption,
    WindowOption,
)
from unisono.dossiers.network.rows import network_rows
from unisono.engine.spark_files import is_address
from unisono.model.counting import counted
from unisono.model.small_cases import small_case_text

if TYPE_CHECKING:  # what a scan loads, the help does without
    from unisono.detectors.scanning import ScanResult
    from unisono.engine.engines import Engine

SCAN_FIELDS = ("run", "pairs_tested", "pairs", "networks", "findings", "twin_pairs", "twin_networks", "seconds")
SHOWN_NETWORKS = 10


def command(
    case: ScannedCase,
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
    memory: MemoryOption = None,
    engine: EngineOption = "embedded",
    master: MasterOption = None,
    by: ByOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Find the accounts of a case that acted together, and test them against chance.

    The result is kept in the case as a run: unisono networks CASE, pairs, findings, show and report read the latest.
    """
    from unisono.detectors.scannable import require_posts
    from unisono.detectors.scanning import scan_case
    from unisono.engine.choosing import engine_named

    output = Output(as_json, quiet)
    settings = scan_settings(
        only=only,
        since=since,
        until=until,
        windows=window,
        q=q,
        similarity=similarity,
        twin=not no_twin,
        seed=seed,
        memory=memory,
    )
    with engine_named(engine, master) as computing, _folder_of(case, computing) as folder:
        opened = open_case(folder)
        require_writable(opened.path)
        posts = require_posts(opened, settings)
        with telling_what_is_kept(), output.steps(f"Scanning {posts:,} posts") as begin:
            result = scan_case(opened, settings, lambda step: begin(step.text, step.number, step.of), computing)
        _tell(output, opened, result, typed=case, as_json=as_json)


@contextmanager
def _folder_of(case: str, engine: "Engine") -> Iterator[Path]:
    """Yield the folder of a case on this machine; one at an address is fetched, and gets its run afterwards."""
    from unisono.cases.remote import fetched_case
    from unisono.engine.choosing import remote_folder

    if not is_address(case):
        yield Path(case)
        return
    with fetched_case(remote_folder(engine, case)) as folder:
        yield folder


def _tell(output: Output, case: Case, result: "ScanResult", *, typed: str, as_json: bool) -> None:
    """Print what a scan found. typed: the case as it was named on the command line."""
    record = result.record
    for warning in record.get("warnings") or ():
        output.say(f"Warning: {warning}")
    output.json({**{name: record.get(name) for name in SCAN_FIELDS}, **_extra_fields(record)})
    output.text(summary_text(record))
    if not as_json:
        rows = list(network_rows(result.tables["networks"]))
        mixed = has_several_platforms(case)
        shown = [shown_network(row, with_platform=mixed) for row in rows]
        output.rows(shown, NETWORK_COLUMNS, none=no_networks_text(record), shown=SHOWN_NETWORKS)
    if is_address(typed):
        output.text(f"The run goes into {typed}. Copy the case to this machine to look into it.")
        return
    if record.get("networks"):
        named = quote(typed)
        output.text(f"Innocent explanations and posts: unisono networks {named}, then unisono show {named} network 1")
        if small := small_case_text(record):
            output.text(small)
    for text in texts_beside_networks(result.tables["findings"], Path(typed)):
        output.text(text)


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
