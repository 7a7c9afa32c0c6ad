"""Print the pairs of accounts that acted together, strongest first."""

from collections.abc import Sequence
from typing import Annotated

import polars as pl
import typer

from unisono.api import settings_of_run, window_text
from unisono.api.choices import require_choice
from unisono.cases import Case, Run, open_case
from unisono.cases.later_posts import posts_since
from unisono.cli.latest_run import latest_run
from unisono.cli.naming_accounts import at_handle, handles_of, has_several_platforms
from unisono.cli.output import CaseArgument, JsonOption, Output, QuietOption
from unisono.cli.run_age import warn_of_later_posts
from unisono.model.counting import counted
from unisono.model.layers import LAYERS
from unisono.model.tables import PAIRS, conform
from unisono.model.untested import untested_text

PAIR_COLUMNS = (
    "a",
    "b",
    "layer",
    "window",
    "objects",
    "acts",
    "expected",
    "expected_basis",
    "p",
    "q",
    "first_at",
    "last_at",
)
BASES_IN_WORDS = {
    "borrowed": "Expected, borrowed: few others acted on these objects, so it goes by what others did on other ones.",
    "assumed": "Expected, assumed: hardly anybody else acts on such objects, so it is an upper bound, not measured.",
}
SHOWN = 500


def command(
    case: CaseArgument,
    layer: Annotated[str | None, typer.Option("--layer", help="Print one layer only, such as repost.")] = None,
    all_pairs: Annotated[
        bool,
        typer.Option(
            "--all",
            help="Print all pairs that were looked at closely, significant or not: those that met more often than "
            "their activity makes likely. Counted anew in the case as it is now.",
        ),
    ] = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Print the pairs of accounts that acted together, strongest first.

    A pair is here because it shared more objects, closer in time, than its accounts' activity and the objects'
    popularity would give. Where hardly anybody else acts on the objects, what chance gives (expected) is borrowed from
    other objects or assumed: expected_basis says so. Acting together has innocent reasons too: unisono networks CASE
    lists those tested.
    """
    output = Output(as_json, quiet)
    if layer is not None:
        require_choice("--layer", layer, LAYERS)
    opened = open_case(case)
    run = latest_run(opened)
    warn_of_later_posts(output, opened, run)
    if all_pairs and posts_since(opened, run):
        output.say("Warning: --all counts in the case as it is now, so its p and q are not those of the scan.")
    table = count_all(opened, run, layer) if all_pairs else significant(run, layer)
    if as_json:
        output.rows(table.iter_rows(named=True), PAIR_COLUMNS)
        return
    shown = table.head(SHOWN)
    handles = handles_of(opened, [*shown["a"], *shown["b"]])
    mixed = has_several_platforms(opened)
    rows = (
        {
            **row,
            "a": at_handle(handles.get(row["a"]), row["a"], with_platform=mixed),
            "b": at_handle(handles.get(row["b"]), row["b"], with_platform=mixed),
            "window": window_text(row["window_s"]),
        }
        for row in table.iter_rows(named=True)
    )
    none = no_candidates_text(layer) if all_pairs else no_pairs_text(run, layer)
    output.rows(rows, PAIR_COLUMNS, none=none, shown=SHOWN)
    for sentence in notes(table, run, all_pairs=all_pairs):
        output.text(sentence)


def notes(table: pl.DataFrame, run: Run, *, all_pairs: bool) -> Sequence[str]:
    """Return what a reader must know: which pairs are listed, and which expected numbers were not measured."""
    if not table.height:
        return []
    bases = table["expected_basis"].drop_nulls().unique().to_list()
    sentences = [sentence for basis, sentence in BASES_IN_WORDS.items() if basis in bases]
    if all_pairs:
        listed = table.select("a", "b").n_unique()
        possible = counted(run.record.get("pairs_tested"), "pair")
        sentences.append(
            f"These are the {counted(listed, 'pair')} that were looked at closely, of {possible} that could have been "
            "found. The others met no more often than their activity makes likely."
        )
    return sentences


def significant(run: Run, layer: str | None) -> pl.DataFrame:
    """Return the significant pairs of a run, strongest first, of one layer where it is given."""
    table = conform(run.table("pairs"), PAIRS)
    if layer is not None:
        table = table.filter(pl.col("layer") == layer)
    return table.sort("q", "p", "objects", "a", "b", "layer", descending=[False, False, True, False, False, False])


def count_all(case: Case, run: Run, layer: str | None) -> pl.DataFrame:
    """Return the pairs that a scan with the settings of a run looks at closely, strongest first, in the case now."""
    from unisono.detectors.scanning import all_pairs

    table = conform(all_pairs(case, settings_of_run(run.record), layer), PAIRS)
    return table.sort("p", "objects", "a", "b", "layer", descending=[False, True, False, False, False], nulls_last=True)


def no_pairs_text(run: Run, layer: str | None) -> str:
    """Return what to say where no pair is left."""
    if untested := untested_text(run.record):
        return f"No pairs: no pair of accounts could be tested. {untested}"
    tested = counted(run.record.get("pairs_tested"), "pair")
    where = f" in layer {layer}" if layer else ""
    return (
        f"No pairs{where}: no two accounts acted together more than chance would give. The scan tested {tested}. "
        "See those that came closest: unisono pairs CASE --all"
    )


def no_candidates_text(layer: str | None) -> str:
    """Return what to say where not even one pair was looked at closely."""
    where = f" in layer {layer}" if layer else ""
    return f"No pairs{where}: no two accounts met on two objects more often than their activity makes likely."
