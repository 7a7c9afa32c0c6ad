"""The signals of one account in a terminal: values beside those of others, ordinary reasons, and what is not said."""

from collections.abc import Sequence
from textwrap import wrap

from unisono.accounts.signals.reading import HIGH, LOW, value_with_unit
from unisono.cli.output import Output
from unisono.cli.page_parts import Page, readable
from unisono.model.counting import counted

WIDTH = 100
LONGEST_CLUE = 600

COLUMNS = ("signal", "value", "n", "percentile", "compared", "what_it_says")


def print_signals(output: Output, signals: Page) -> None:
    """Print what can be said as a table, what stands out with ordinary reasons for it, and why the rest is not said."""
    if not signals:
        output.text("Signals: cannot say, no post has a time (n = 0).")
        return
    said = {name: one for name, one in signals.items() if one["cannot_say"] is None}
    output.text("Signals (percentile: of 100 accounts that it is compared with, how many have less)")
    rows = [
        {"signal": words(name), "value": value_with_unit(one["unit"], one["value"]), "n": one["n"]}
        | {"percentile": one["percentile"] if one["reference_n"] else None}
        | {"compared": one["reference_n"] or None, "what_it_says": one["says"]}
        for name, one in said.items()
    ]
    rows = [{**row, "percentile": None if row["percentile"] is None else round(row["percentile"])} for row in rows]
    output.rows(rows, COLUMNS, none="None of the signals can be said.", right=("value",))
    references = list(dict.fromkeys(one["reference"] for one in said.values() if one["reference_n"]))
    if references:
        output.text(
            f"Compared with: {'; '.join(references)}. Unusual is not wrong: of 100 accounts, 10 stand at 90 or above."
        )
    for name, one in said.items():
        if stands_out(one):
            output.text(f"  {words(name)}: {one['caveat']}")
    for line in unsaid_lines(signals):
        output.text(f"  {line}")
    output.text("")


def stands_out(one: Page) -> bool:
    """Say whether a reading is among the highest or lowest tenth of those that it is compared with."""
    return one["percentile"] is not None and not LOW < one["percentile"] < HIGH


def words(name: str) -> str:
    """Return the name of a signal as people read it."""
    return name.replace("_", " ")


def unsaid_lines(signals: Page) -> list[str]:
    """Return which of the others are a no, and why the rest is not said.

    One line a reason, and one for all of which the files hold nothing.
    """
    reasons: dict[str, list[str]] = {}
    absent: list[str] = []
    nos: list[str] = []
    for name, one in signals.items():
        reason = one["cannot_say"]
        if reason is None:
            continue
        if one["is_no"]:
            nos.append(f"{words(name)} ({reason})")
        elif one["n"] == 0:
            absent.append(words(name))
        else:
            told = words(name) if reason.startswith("n = ") else f"{words(name)} (n = {one['n']:,})"
            reasons.setdefault(reason, []).append(told)
    lines = [f"No: {'; '.join(nos)}."] if nos else []
    lines += [f"Cannot say {', '.join(names)}: {reason}." for reason, names in reasons.items()]
    if absent:
        lines.append(f"Cannot say, as the case holds nothing of it (n = 0; why: --json): {', '.join(absent)}.")
    return lines


def clues_text(clues: Sequence[Page]) -> str:
    """Return what does not fit of its name, place, profile and writing, each with its innocent reasons."""
    lines = ["What does not fit (a clue, no finding)"]
    for clue in clues:
        lines += wrap(readable(clue["says"], LONGEST_CLUE), WIDTH, initial_indent="  ", subsequent_indent="  ")
        lines += wrap(clue["caveat"], WIDTH, initial_indent="    ", subsequent_indent="    ")
    return "\n".join(lines)


def automation_text(automation: Page | None) -> str:
    """Return the automation estimate as a last, small line: how it posts, never what it is."""
    if automation is None:
        return ""
    if automation["cannot_say"]:
        return f"Automation estimate: {automation['says']} (n = {counted(automation['n'], 'act')})."
    moved = [f"{one['signal']} {one['value']}: {one['pushes']}" for one in automation["strongest"]]
    by = f"\n  Moved by: {'; '.join(moved)}." if moved else ""
    return (
        f"Automation estimate: {automation['says']}.{by}\n"
        "  Its acts are compared with those of labelled accounts, half of them run by programs: where fewer "
        "are, it says less.\n  People who mostly repost look alike, and who posts it does not say. Rest no claim on it."
    )
