"""The life of a network's accounts in a terminal: made, active, asleep, awake, turned; the week, and the subjects."""

from datetime import datetime
from typing import Any

from unisono.cli.output import Output
from unisono.cli.page_parts import Page, readable, when_text
from unisono.cli.text_figures import event_marks, hours_text, life_line, life_line_text
from unisono.model.counting import counted

SUBJECTS_SHOWN = 10


def print_life(output: Output, life: Page, size: int) -> None:
    """Print the life line of a network of so many members, its hours and weekdays, and its subjects if it turned."""
    output.text(f"\n{life_text(life, size)}")
    output.text(f"\n{hours_text(life['hours'])}")
    turned = life["turned"]
    if not turned["at"]:
        return
    output.text(
        f"\nWhat its members posted about before {when_text(turned['at'], turned['precision'])} "
        f"({counted(turned['posts_before'], 'post')}) and from then on ({counted(turned['posts_after'], 'post')})"
    )
    rows = [
        {"subject": readable(one["item"]), "kind": one["kind"]}
        | {side: f"{one[side]:.0%}".rjust(5) for side in ("before", "after")}
        for one in turned["subjects"]
    ]
    output.rows(rows, ("subject", "kind", "before", "after"), none="No single item changed.", shown=SUBJECTS_SHOWN)


def life_text(life: Page, size: int) -> str:
    """Return when members were active as a line of days, with marks, and one line each for the five words of a life."""
    lines = ["Life of its accounts, by all their posts"]
    line = life_line(life["days"], life["uncollected"], what="accounts")
    awake, turned = life["awake"]["together"], life["turned"]["at"]
    if line is not None:
        marks = [(at.date(), name) for at, name in ((awake, "woke"), (turned, "changed its subject")) if at]
        lines.append(life_line_text(line, [*marks, *event_marks(life["events"])]))
    lines += [f"  {name:<7} {text}" for name, text in _states(life, size)]
    return "\n".join(lines)


def _states(life: Page, size: int) -> list[tuple[str, str]]:
    made, active, asleep = life["made"], life["active"], life["asleep"]
    of_all = f"of {counted(size, 'account')}"
    together = f"; together from {_day(made['together'])} on" if made["together"] else ""
    born = (
        f"{_span(made)}, half of them by {_day(made['median_at'])} ({made['accounts']:,} {of_all} say when){together}"
        if made["accounts"]
        else "not stated in the files"
    )
    slept = (
        f"{asleep['accounts']:,} {of_all} had a long silence, at least three times as long as their others, half of "
        f"them of {asleep['median_days']:,.0f} days or more"
        if asleep["accounts"]
        else f"none {of_all} had a long silence, at least three times as long as its others"
    )
    woke = life["awake"]
    half = "" if _span(woke) == _day(woke["median_at"]) else f", half of them by {_day(woke['median_at'])}"
    woken = f"{_span(woke)}{half}"
    woken += f"; together from {_day(woke['together'])} on" if woke["together"] else "; not together beyond chance"
    turned = life["turned"]
    days = f"; half of them on {active['median_days']:,.0f} days or more" if active["accounts"] else ""
    return [
        ("made", born),
        ("active", (_span(active) + days) if active["accounts"] else "no post has a time"),
        ("asleep", slept),
        *([("awake", woken)] if asleep["accounts"] else []),
        ("turned", _turned(turned, size)),
    ]


def _turned(turned: Page, size: int) -> str:
    if turned["at"]:
        return f"together about {_day(turned['at'])}"
    if turned["cannot_say"]:
        return f"cannot say: {turned['cannot_say']}"
    return f"not together beyond chance ({turned['tested']:,} of {counted(size, 'account')} have posts enough to tell)"


def _span(times: Page) -> str:
    first, last = _day(times["first_at"]), _day(times["last_at"])
    return first if first == last else f"{first} to {last}"


def _day(at: Any) -> str:  # Any: a time of a card, never null where it is asked for
    return f"{at:%Y-%m-%d}" if isinstance(at, datetime) else ""
