"""Print the pairs of accounts that acted together, strongest first."""

from typing import Annotated

import polars as pl
import typer

from unisono.api import settings_of_run, window_text
from unisono.cases import Case, Run, open_case
from unisono.cli.counting import counted
from unisono.cli.latest_run import latest_run
from unisono.cli.naming_accounts import at_handle, handles_of
from unisono.cli.output import CaseArgument, JsonOption, Output, QuietOption
from unisono.model.errors import UsageError
from unisono.model.layers import LAYERS
from unisono.model.tables import PAIRS, conform

PAIR_COLUMNS = ("a", "b", "layer", "window", "objects", "acts", "expected", "p", "q", "first_at", "last_at")
SHOWN = 500


def command(
    case: CaseArgument,
    layer: Annotated[str | None, typer.Option("--layer", help="Print one layer only, such as repost.")] = None,
    all_pairs: Annotated[bool, typer.Option("--all", help="Print all pairs, significant or not.")] = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Print the pairs of accounts that acted together, strongest first.

    A pair is here because it shared more objects, closer in time, than its accounts' activity and the objects'
    popularity would give. Acting together has innocent reasons too: unisono networks CASE lists those tested.
    """
    output = Output(as_json, quiet)
    if layer is not None and layer not in LAYERS:
        raise UsageError(f"There is no layer {layer!r}. Layers: {', '.join(LAYERS)}.")
    opened = open_case(case)
    run = latest_run(opened)
    table = count_all(opened, run, layer) if all_pairs else significant(run, layer)
    if as_json:
        output.rows(table.iter_rows(named=True), PAIR_COLUMNS)
        return
    shown = table.head(SHOWN)
    handles = handles_of(opened, [*shown["a"], *shown["b"]])
    rows = (
        {
            **row,
            "a": at_handle(handles.get(row["a"]), row["a"]),
            "b": at_handle(handles.get(row["b"]), row["b"]),
            "window": window_text(row["window_s"]),
        }
        for row in table.iter_rows(named=True)
    )
    output.rows(rows, PAIR_COLUMNS, none=no_pairs_text(run, layer), shown=SHOWN)


def significant(run: Run, layer: str | None) -> pl.DataFrame:
    """Return the significant pairs of a run, strongest first, of one layer where it is given."""
    table = conform(run.table("pairs"), PAIRS)
    if layer is not None:
        table = table.filter(pl.col("layer") == layer)
    return table.sort("q", "p", "objects", "a", "b", "layer", descending=[False, False, True, False, False, False])


def count_all(case: Case, run: Run, layer: str | None) -> pl.DataFrame:
    """Return all pairs with the settings of a run, those with most objects first; p and q are those of the run."""
    from unisono.detectors.scanning import all_pairs

    table = conform(all_pairs(case, settings_of_run(run.record), layer), PAIRS)
    return table.sort("objects", "acts", "a", "b", "layer", descending=[True, True, False, False, False])


def no_pairs_text(run: Run, layer: str | None) -> str:
    """Return what to say where no pair is left."""
    tested = counted(run.record.get("pairs_tested"), "pair")
    where = f" in layer {layer}" if layer else ""
    return f"No pairs{where}: no two accounts acted together more than chance would give. The scan tested {tested}."
