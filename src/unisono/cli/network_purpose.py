"""What a network's members post for, on its page: sentences, the mix over time, and what it rests on."""

from typing import Any

from unisono.cli.output import Output
from unisono.cli.page_parts import Page
from unisono.dossiers.network.purpose_words import MARKS, NAMES

ROWS_SHOWN = 12


def print_purpose(output: Output, purpose: Page) -> None:
    """Print what members post for, when that changed, and the words and posts behind it."""
    output.text("\nWhat its members post for, by their words")
    for sentence in purpose["says"]:
        output.text(f"  {sentence}")
    if purpose["cannot_say"]:
        return
    for kind, reasons in purpose["reasons"].items():
        if reasons:
            told = ", ".join(f"{MARKS.get(one['reason'], one['reason'])} {one['posts']:,}" for one in reasons)
            posts = ", ".join(purpose["examples"][kind]) or "none by itself"
            output.text(f"  Recognised as {NAMES[kind]} by (posts): {told}. Posts: {posts}.")
    if purpose["innocent"]:
        output.text(f"  What could explain it: {'; '.join(purpose['innocent'])}.")
    rows = [_row(one, purpose["by"]) for one in purpose["over_time"]]
    columns = (purpose["by"], "posts", *(name for name in NAMES.values() if any(row[name] for row in rows)))
    output.rows(rows, columns, none="No post has a time.", shown=ROWS_SHOWN)


def _row(period: Page, by: str) -> dict[str, Any]:  # Any: cells
    """Return one day, week or month as a row; shares with their bounds, nothing where they cannot be told."""
    cells = {
        name: ""
        if not period["shares"][kind]
        else f"{period['shares'][kind]:.0%} ({period['low'][kind]:.0%} to {period['high'][kind]:.0%})"
        for kind, name in NAMES.items()
    }
    few = {"nothing recognised": "too few to say"} if period["shares"]["unknown"] is None else {}
    start = f"{period['start']:%Y-%m}" if by == "month" else f"{period['start']:%Y-%m-%d}"
    return {by: start, "posts": period["posts"], **cells, **few}
