"""Print the tables of other tools, computed exactly as they do."""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated

import typer

from unisono.model.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable

    import polars as pl

app = typer.Typer(help="Print the tables of other tools, computed exactly as they do.", rich_markup_mode=None)

FileArgument = Annotated[
    Path, typer.Argument(metavar="FILE", help="CSV, CSV.gz or Parquet; - for stdin.", show_default=False)
]
WindowOption = Annotated[
    float, typer.Option("--time-window", help="Seconds between two shares, ends included.", show_default=False)
]
# Declared here and not taken from cli.output, which loads more than counting a million posts needs.
JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object a line, and nothing else, on stdout.")]
QuietOption = Annotated[bool, typer.Option("--quiet", help="Say nothing on stderr but errors.")]


@app.command("coortweet")
def coortweet(
    file: FileArgument,
    time_window: WindowOption,
    min_participation: Annotated[
        int, typer.Option("--min-participation", help="Shares an account must have, as rows of the file.")
    ] = 2,
    loops: Annotated[
        bool, typer.Option("--loops", help="Keep accounts that meet themselves or their own posts.")
    ] = False,
    pairs: Annotated[bool, typer.Option("--pairs", help="Print the pairs of shares.")] = False,
    edges: Annotated[bool, typer.Option("--edges", help="Print the network's edges.")] = False,
    edge_weight: Annotated[
        str | None,
        typer.Option("--edge-weight", help="Quantiles of the edges' weights to mark, as 0.5,0.95.", show_default="0.5"),
    ] = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Print CooRTweet's pairs or edges of a table of shares, row for row, as CSV.

    The table has the columns object_id, account_id, content_id, timestamp_share (seconds). Rows are counted as they
    stand, duplicates too, as CooRTweet counts them.
    """
    if pairs == edges:
        raise UsageError("compat coortweet prints one table. Add --pairs or --edges.")
    if edge_weight is not None and pairs:
        raise UsageError("--edge-weight marks edges. Use it with --edges.")
    quantiles = _read_quantiles(edge_weight or "0.5")
    _check_window(time_window)

    from unisono.compat.coortweet import CoordinatedShares, coordinated_edges, coordinated_pairs
    from unisono.compat.sharing_table import read_shares

    settings = CoordinatedShares(time_window, min_participation, keep_loops=loops)
    with _file_of(file) as named:
        shares = read_shares(named, missing_object="NA")
    found = coordinated_pairs(shares, settings) if pairs else coordinated_edges(shares, settings, quantiles)
    _print_frames(found, as_json)


@app.command("cnt")
def cnt(
    file: FileArgument,
    time_window: WindowOption,
    min_edge_weight: Annotated[int, typer.Option("--min-edge-weight", help="Messages an edge must have.")] = 2,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Print coordination-network-toolkit's co-retweet edges, without self pairs, as CSV.

    The table has the columns message_id, user_id, repost_id, timestamp, or those of CooRTweet. Of rows with one
    message id the first counts; rows without a repost_id are left out.
    """
    _check_window(time_window)

    from unisono.compat.cnt import network, write_network

    with _file_of(file) as named:
        if as_json:
            from unisono.compat.sharing_table import read_shares

            _print_frames(network(read_shares(named), time_window, min_edge_weight), as_json)
        else:
            write_network(named, _binary_stdout(), time_window, min_edge_weight)


def _print_frames(frames: "Iterable[pl.DataFrame]", as_json: bool) -> None:
    from unisono.compat.csv_text import write_csv

    if not as_json:
        write_csv(frames, _binary_stdout())
        return
    for frame in frames:
        if frame.height:
            _binary_stdout().write(frame.write_ndjson().encode())


def _binary_stdout() -> IO[bytes]:
    sys.stdout.flush()
    return sys.stdout.buffer


@contextmanager
def _file_of(file: Path) -> Iterator[Path]:
    """Give the file's path; what comes on stdin is put into a temporary CSV first."""
    if str(file) != "-":
        yield file
        return
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "stdin.csv"
        with copy.open("wb") as written:
            while block := sys.stdin.buffer.read(1 << 20):
                written.write(block)
        yield copy


def _read_quantiles(text: str) -> tuple[float, ...]:
    try:
        quantiles = tuple(float(part) for part in text.split(","))
    except ValueError:
        quantiles = (-1.0,)
    if not all(0 <= quantile <= 1 for quantile in quantiles):
        raise UsageError(f"--edge-weight {text} is not a list of numbers from 0 to 1. Try: --edge-weight 0.5,0.95")
    return quantiles


def _check_window(seconds: float) -> None:
    if not 0 <= seconds < float("inf"):
        raise UsageError(f"--time-window {seconds:g} is not a number of seconds of 0 or more. Try: --time-window 60")
