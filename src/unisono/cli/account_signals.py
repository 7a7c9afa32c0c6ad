"""The signals of one account in a terminal: values beside those of others, ordinary reasons, and what is not said."""

from unisono.accounts.signals.reading import HIGH, LOW
from unisono.cli.counting import counted
from unisono.cli.output import Output
from unisono.cli.page_parts import Page

COLUMNS = ("signal", "n", "percentile", "compared", "what_it_says")


def print_signals(output: Output, signals: Page) -> None:
    """Print what can be said as a table, what stands out with ordinary reasons for it, and why the rest is not said."""
    if not signals:
        output.text("Signals: cannot say, no post has a time (n = 0).")
        return
    said = {name: one for name, one in signals.items() if one["cannot_say"] is None}
    output.text("Signals (percentile: of 100 accounts that it is compared with, how many have less)")
    rows = [
        {"signal": words(name), "n": one["n"], "percentile": one["percentile"] if one["reference_n"] else None}
        | {"compared": one["reference_n"] or None, "what_it_says": one["says"]}
        for name, one in said.items()
    ]
    rows = [{**row, "percentile": None if row["percentile"] is None else round(row["percentile"])} for row in rows]
    output.rows(rows, COLUMNS, none="None of the signals can be said.")
    references = list(dict.fromkeys(one["reference"] for one in said.values() if one["reference_n"]))
    if references:
        output.text(
            f"Compared with: {'; '.join(references)}. Unusual is not wrong: of 100 accounts, 10 stand at 90 or above."
        )
    for name, one in said.items():
        if stands_out(one):
            output.text(f"  {words(name)}: {one['caveat']}")
    for reason, names in _unsaid(signals).items():
        output.text(f"  Cannot say: {', '.join(names)}: {reason}")
    output.text("")


def stands_out(one: Page) -> bool:
    """Say whether a reading is among the highest or lowest tenth of those that it is compared with."""
    return one["percentile"] is not None and not LOW < one["percentile"] < HIGH


def words(name: str) -> str:
    """Return the name of a signal as people read it."""
    return name.replace("_", " ")


def _unsaid(signals: Page) -> dict[str, list[str]]:
    """Return the signals that cannot be said, by the reason, each with its n."""
    reasons: dict[str, list[str]] = {}
    for name, one in signals.items():
        if one["cannot_say"] is not None:
            reasons.setdefault(one["cannot_say"], []).append(f"{words(name)} (n = {one['n']:,})")
    return reasons


def automation_text(automation: Page | None) -> str:
    """Return the automation estimate as a last, small line: how it posts, never what it is."""
    if automation is None:
        return ""
    if automation["cannot_say"]:
        return f"Automation estimate: cannot say, {automation['cannot_say']} (n = {counted(automation['n'], 'act')})."
    moved = [f"{one['signal']} {one['value']}: {one['pushes']}" for one in automation["strongest"]]
    by = f" Moved by: {'; '.join(moved)}." if moved else ""
    return (
        f"Automation estimate: it {automation['says']}.{by}\n"
        "  Its acts are compared with those of labelled accounts, half of them run by programs: where fewer are, it says "
        "less.\n  People who mostly repost look alike, and it says nothing of who posts. Rest no claim on it."
    )
