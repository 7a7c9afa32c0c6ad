"""Parts that the pages of several subjects have: who was first, the days, the networks, texts with nothing hidden."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from shlex import quote
from typing import Any

from unisono.cases.live.gaps import read_blind
from unisono.cli.naming_accounts import at_handle, some_of
from unisono.cli.output import Output, cell_text
from unisono.exports.report.amounts import Clock
from unisono.exports.report.figures.unseen import unseen_words
from unisono.model.counting import counted
from unisono.model.hidden_characters import name_hidden

DAYS_SHOWN = 14
BAR_WIDTH = 30
LETTERS_SHOWN = 160
NETWORKS_SHOWN = 5

Page = Mapping[str, Any]  # Any: what a page says depends on its subject


def readable(text: str | None, most: int = LETTERS_SHOWN) -> str:
    """Return a text on one line, cut where it is long, with every character named that cannot be seen.

    >>> readable("vote\\u200d now\\n")
    'vote<U+200D> now'
    """
    line = " ".join((text or "").split())
    cut = line if len(line) <= most else line[: most - 1].rstrip() + "…"
    return name_hidden(cut, lambda character: f"<U+{ord(character):04X}>")


def when_text(at: datetime, precision: str | None) -> str:
    """Return a time as exactly as it is known: the day alone where the files tell no more.

    >>> when_text(datetime(2020, 1, 1), "day"), when_text(datetime(2020, 1, 1), "second")
    ('2020-01-01', '2020-01-01T00:00:00Z')
    """
    return f"{at:%Y-%m-%d}" if precision == "day" else cell_text(at)


def unseen_text(case: Path) -> str:
    """Return when the case's stream was not seen; nothing where it was seen all along."""
    words = unseen_words(read_blind(case), Clock())
    return f"  {words} What is missing there is no silence." if words else ""


def spans_text(page: Page) -> str:
    """Return when the posts were published; nothing where there are none."""
    return f"  When: {cell_text(page['first_at'])} to {cell_text(page['last_at'])}." if page["first_at"] else ""


def networks_text(page: Page, case: Path) -> str:
    """Return which share of the posts is by members of which networks, or how to find out."""
    if page["networks"] is None:
        return (
            "  Networks: the share of posts by members of networks is known after a scan: "
            f"unisono scan {quote(str(case))}"
        )
    if not page["networks"]:
        return "  Networks: none of the posts is by a member of a network."
    shown = [
        f"network {one['network']} ({counted(one['posts'], 'post')} of {counted(one['accounts'], 'account')})"
        for one in page["networks"]
    ]
    return f"  Networks: {page['networked_share']:.0%} of the posts are by members: {some_of(shown, NETWORKS_SHOWN)}."


def print_first(output: Output, page: Page) -> None:
    """Print the earliest posts, one for each account."""
    output.text("Who was first")
    rows = [
        {
            **one,
            "account": at_handle(one["handle"], one["account_id"]),
            "network": one["network"] or "",
            "text": readable(one["text"]),
        }
        for one in page["first"]
    ]
    network = ("network",) if any(one["network"] for one in page["first"]) else ()
    output.rows(rows, ("created_at", "account", *network, "post_id", "text"), none="No post has a time.")
    if page["first_is_shared"]:
        output.text("Several accounts posted at the first moment known: which of them was first, the times do not say.")
    output.text("First in this case: the posts that were imported may leave out earlier ones.")


def days_text(days: list[Page]) -> str:
    """Return bars of the posts by day, in order; of many days only the busiest."""
    width = max((len(f"{day['posts']:,}") for day in days), default=0)

    def posts_text(day: Page) -> str:
        return f"{day['posts']:>{width},} {'post ' if day['posts'] == 1 else 'posts'}"

    return bars_text(days, "posts", posts_text)


def bars_text(days: Sequence[Page], what: str, count_text: Callable[[Page], str]) -> str:
    """Return a bar for each day, as long as its count of `what`, in order; of many days only the busiest."""
    if not days:
        return ""
    busiest = sorted(days, key=lambda day: (-day[what], day["day"]))[:DAYS_SHOWN]
    most = busiest[0][what]
    some = f" (the {len(busiest)} busiest of {len(days):,} days)" if len(days) > DAYS_SHOWN else ""
    lines = [f"{what.capitalize()} by day{some}"]
    for day in sorted(busiest, key=lambda day: day["day"]):
        bar = "#" * max(1, round(BAR_WIDTH * day[what] / most))
        accounts = counted(day["accounts"], "account")
        lines.append(f"  {day['day']}  {bar:<{BAR_WIDTH}}  {count_text(day)} of {accounts}")
    return "\n".join(lines)


def next_text(case: Path, page: Page, more: list[str]) -> str:
    """Return the commands that go on from here: the networks with most posts, then what the subject adds."""
    show = f"unisono show {quote(str(case))}"
    networks = [f"{show} network {one['network']}" for one in (page["networks"] or [])[:2]]
    lines = [*more, *networks]
    return "\n".join(["How to go on", *(f"  {line}" for line in lines)]) if lines else ""
