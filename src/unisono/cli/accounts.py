"""Print what the accounts of a case do, as signals beside those of comparable accounts."""

from collections.abc import Iterator
from shlex import quote
from typing import Annotated, Any

import numpy as np
import typer

from unisono.accounts.percentiles import LEAST_COMPARED, Compared, Reference, reference_of
from unisono.accounts.reference_files import read_reference
from unisono.accounts.signals import SIGNALS, signal_named
from unisono.accounts.signals.declaration import Int64, Signal
from unisono.accounts.signals.measuring import SignalTable, measure_signals, read_known
from unisono.accounts.signals.reading import read_signal, reason, value_text
from unisono.cases import Case, open_case
from unisono.cli.naming_accounts import at_handle, handles_of
from unisono.cli.output import CaseArgument, JsonOption, Output, QuietOption, ReferenceOption
from unisono.model.counting import counted
from unisono.model.errors import UsageError
from unisono.model.times import time_text

SHOWN = 20
"""Accounts of a table where nobody says how many."""

SHOWN_SIGNALS = (
    *("posts_per_active_day", "quiet_hours", "repost_share", "reply_share", "target_variety", "reaction_delay"),
    *("fast_reposts", "automation_tools"),
)
"""Signals of the table in which each account has one line."""

Row = dict[str, Any]  # Any: what a cell holds depends on its column


def command(
    case: CaseArgument,
    signal: Annotated[
        str | None, typer.Option("--signal", metavar="NAME", help="Print this signal alone, the highest values first.")
    ] = None,
    lowest: Annotated[bool, typer.Option("--lowest", help="With --signal: print the lowest values first.")] = False,
    top: Annotated[
        int | None,
        typer.Option("--top", min=1, help=f"Print so many accounts. Default: {SHOWN}, and all with --json."),
    ] = None,
    reference: ReferenceOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Print what the accounts of a case do, as signals beside those of comparable accounts.

    Without --signal: the accounts with most posts, one line each, with some of the signals; an empty cell cannot be
    said. With --signal: one signal of every account of which it can be said, what it rests on (n), and of 100 accounts
    that it is compared with how many have less (percentile, ties counting half). Compared are accounts of the same
    platform, main language and quarter of a year, at least 200 others; where these are fewer, the quarter is left
    open, then the year, the language and the platform. docs/concepts/signals.md explains every signal. None of them
    says what an account is: unusual is not wrong.
    """
    output = Output(as_json, quiet)
    wanted = _signal(signal)
    if lowest and wanted is None:
        raise UsageError("--lowest orders the values of one signal. Name it: --signal NAME")
    compared_with = read_reference(reference).reference if reference is not None else None
    opened = open_case(case)
    with output.progress("Measuring accounts"):
        table = measure_signals(read_known(opened))
    listing = _Listing(opened, table, compared_with or reference_of(table))
    if wanted is None:
        _print_accounts(output, listing, top)
    else:
        _print_signal(output, listing, wanted, top, lowest=lowest)


def _signal(name: str | None) -> Signal | None:
    """Return the signal of this name, None for no name; raises UsageError where there is none."""
    if name is None:
        return None
    found = signal_named(name.strip().lower().replace("-", "_"))
    if found is None:
        names = ", ".join(signal.name for signal in SIGNALS)
        raise UsageError(f"There is no signal {name!r}. Signals: {names}.")
    return found


class _Listing:
    """The accounts of a case with their signals, and what they are compared with."""

    def __init__(self, case: Case, table: SignalTable, reference: Reference) -> None:
        self.case = case
        self.table = table
        self.reference = reference
        self.compared = reference.compare(table)
        self.groups = [reference.describes(group) for group in reference.groups]
        self.posts = table.n["repost_share"]

    def busiest(self) -> Int64:
        """Return the places of the accounts, most posts first."""
        return np.lexsort((np.arange(len(self.posts)), -self.posts))

    def by_value(self, signal: Signal, *, lowest: bool) -> Int64:
        """Return the places of the accounts of which a signal can be said, the highest value first, or the lowest."""
        values = self.table.values[signal.name]
        said = np.flatnonzero(~np.isnan(values))
        return np.asarray(said[np.lexsort((-self.posts[said], values[said] if lowest else -values[said]))], np.int64)

    def heads(self, places: Int64) -> Iterator[tuple[int, Row]]:
        """Yield each place with who the account is."""
        names = self.table.accounts.gather(places).to_list()
        handles = handles_of(self.case, names)
        strata = self.table.strata[places.tolist()].to_dicts()
        for place, name, stratum in zip(places.tolist(), names, strata, strict=True):
            quarter = f"{stratum['year']} Q{stratum['quarter']}"
            yield (
                place,
                {
                    "account": name,
                    "handle": handles.get(name),
                    "posts": int(self.posts[place]),
                    "language": stratum["language"],
                    "quarter": quarter,
                },
            )

    def cell(self, signal: Signal, place: int) -> Row:
        """Return value, n, percentile and reference of one signal of one account, or why it cannot be said."""
        value, n = float(self.table.values[signal.name][place]), int(self.table.n[signal.name][place])
        if np.isnan(value):
            return {"value": None, "n": n, "cannot_say": reason(signal, n)}
        compared = self.compared.get(signal.name)
        told = {"value": _json_value(signal, value), "n": n}
        return {**told, **self._standing(compared, place)} if compared is not None else told

    def says(self, signal: Signal, place: int) -> str:
        """Return the sentence of one signal of one account."""
        return read_signal(signal, self.table, self.reference, place, self.compared.get(signal.name)).says

    def _standing(self, compared: Compared, place: int) -> Row:
        group = int(compared.groups[place])
        if group < 0:
            return {"percentile": None, "reference": None, "reference_n": 0}
        percentile = round(float(compared.percentiles[place]), 3)
        return {"percentile": percentile, "reference": self.groups[group], "reference_n": int(compared.n[place])}


def _json_value(signal: Signal, value: float) -> object:
    if signal.unit == "time":
        return time_text(np.datetime64(round(value * 1e6), "us").item())
    if signal.unit == "yes or no":
        return bool(value)
    return int(value) if signal.unit == "count" else value


def _print_accounts(output: Output, listing: _Listing, top: int | None) -> None:
    places = listing.busiest()
    if output.as_json:
        rows = (
            {**head, "signals": {signal.name: listing.cell(signal, place) for signal in SIGNALS}}
            for place, head in listing.heads(places[:top])
        )
        output.rows(rows, ())
        return
    shown = [signal for signal in SIGNALS if signal.name in SHOWN_SIGNALS]
    table = [_table_row(listing, place, head, shown) for place, head in listing.heads(places[: top or SHOWN])]
    output.rows(table, ("account", "posts", "language", *SHOWN_SIGNALS), none=_none(listing.case))
    if not table:
        return
    case = quote(str(listing.case.path))
    names = ", ".join(signal.name for signal in SIGNALS)
    output.text(
        f"{counted(len(places), 'account')}, {counted(len(table), 'account')} with most posts shown. An empty cell "
        "cannot be said: too few posts, or the files do not tell.\n"
        f"One signal of all accounts, compared: unisono accounts {case} --signal NAME\n"
        f"Names: {names}."
    )


def _table_row(listing: _Listing, place: int, head: Row, shown: list[Signal]) -> Row:
    values = {signal.name: float(listing.table.values[signal.name][place]) for signal in shown}
    cells = {
        signal.name: "" if np.isnan(values[signal.name]) else value_text(signal.unit, values[signal.name])
        for signal in shown
    }
    return {**head, "account": at_handle(head["handle"], head["account"]), **cells}


def _print_signal(output: Output, listing: _Listing, signal: Signal, top: int | None, *, lowest: bool) -> None:
    places = listing.by_value(signal, lowest=lowest)
    chosen = listing.heads(places[: top if output.as_json else top or SHOWN])
    if output.as_json:
        rows = (
            {
                **head,
                "signal": signal.name,
                **listing.cell(signal, place),
                "says": listing.says(signal, place),
            }
            for place, head in chosen
        )
        output.rows(rows, ())
        return
    output.text(f"{signal.name}: {signal.meaning}")
    table = []
    for place, head in chosen:
        cell = listing.cell(signal, place)
        value = float(listing.table.values[signal.name][place])
        told = cell["value"] if signal.unit == "yes or no" else value_text(signal.unit, value)
        table.append({**head, "account": at_handle(head["handle"], head["account"]), **cell, "value": told})
    compared = ("percentile", "reference", "reference_n") if signal.is_ranked else ()
    nobody = f"It cannot be said of any account: {signal.absent}, or n is below {signal.least:,} ({signal.counted})."
    output.rows(table, ("account", "posts", "value", "n", *compared), none=nobody)
    if table:
        output.text(_below(listing, signal, len(places), len(table)))


def _below(listing: _Listing, signal: Signal, said: int, shown: int) -> str:
    """Return what stands below the table of one signal."""
    unsaid = len(listing.table.accounts) - said
    others = f", and not of {counted(unsaid, 'other')}" if unsaid else ""
    needed = f", and {signal.least:,} are needed" if signal.least > 1 else ""
    lines = [
        f"It can be said of {counted(said, 'account')}, {shown:,} shown{others}. n counts {signal.counted}{needed}."
    ]
    if signal.is_ranked and not (listing.compared[signal.name].n > 0).any():
        lines.append(
            f"Without percentiles: no group has {LEAST_COMPARED} other accounts of which it can be said. "
            "Compare with another case: --reference FILE"
        )
    lines.append(f"What else can explain it: {signal.caveat}")
    return "\n".join(lines)


def _none(case: Case) -> str:
    return f"No accounts: the case has no posts with an account and a time. unisono import {quote(str(case.path))} FILE"
