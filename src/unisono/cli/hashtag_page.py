"""One hashtag on one page: the answer, who carries it, how concentrated it is, what it says, when, and what to do."""

from pathlib import Path
from shlex import quote

from unisono.cli.flow_parts import ctm_text, few_accounts_text, innocent_text, share_text, verdict_text
from unisono.cli.naming_accounts import at_handle
from unisono.cli.output import Output, cell_text
from unisono.cli.page_parts import Page, days_text, next_text, print_first, readable, spans_text, unseen_text
from unisono.dossiers.expected_numbers import expected_text
from unisono.model.counting import counted

ARGUMENTS_SHOWN = 15
LABEL_LETTERS = 60
EXAMPLE_LETTERS = 90
LONGEST_LINE = 600
BURSTS_SHOWN = 3
LEAST_USUAL = 0.01


def print_hashtag(output: Output, case: Path, page: Page) -> None:
    """Print the page, the answer first."""
    output.text(heading_text(page, case))
    output.text(f"\n{when_text(page)}")
    output.text("\nWho posts it most")
    loudest = [
        {**one, "account": at_handle(one["handle"], one["account_id"]), "network": one["network"] or ""}
        for one in page["loudest"]
    ]
    network = ("network",) if page["networks"] else ()
    output.rows(loudest, ("account", "posts", *network, "first_at"))
    print_arguments(output, page)
    output.text(tactics_text(page))
    print_first(output, page)
    output.text(f"\n{days_text(page['timeline'])}")
    if unseen := unseen_text(case):
        output.text(unseen)
    output.text(f"\n{innocent_text(page)}")
    output.text(f"\n{next_text(case, page, _going_on(case, page))}")


def heading_text(page: Page, case: Path) -> str:
    """Return the answer: how much, whether networks carry it, how concentrated it is, with the numbers it rests on."""
    reposts = f"{page['repost_share']:.0%} reposts"
    new = page["new_account_share"]
    lines = [
        f"Hashtag #{page['hashtag']}: {counted(page['posts'], 'post')} of {counted(page['accounts'], 'account')}, "
        f"{reposts}.",
        verdict_text(page),
        spans_text(page),
        _written_text(page),
        share_text(page, case),
        ctm_text(page),
        few_accounts_text(page),
        ""
        if new is None
        else f"  New accounts: {new:.0%} of {page['new_account_n']:,} were made in the 90 days before.",
    ]
    return "\n".join(line for line in lines if line)


def _written_text(page: Page) -> str:
    """Return how people write it, where that is not as it is printed."""
    if all(one["form"] == page["hashtag"] for one in page["written"]):
        return ""
    forms = [f"#{readable(one['form'])} ({counted(one['posts'], 'post')})" for one in page["written"]]
    if len(forms) == 1:
        return f"  Written as {forms[0]}."
    return f"  Written as {', '.join(forms)}: capitals, widths and the letters i of Turkish count as one."


def when_text(page: Page) -> str:
    """Return since when it rose, its bursts, how fast it grew, where it came first, and its rank hour by hour."""
    rank = page["hourly_rank"]
    lines = [
        "When and where",
        *(f"  {readable(line, LONGEST_LINE)}" for line in page["says_when"]),
        _bursts_text(page),
        ""
        if rank["best_rank"] is None
        else f"  Rank among this case's tags, by accounts: at best {rank['best_rank']:,} of {rank['of_tags']:,} (hour "
        f"from {cell_text(rank['best_at'])}); among the first ten in {counted(rank['hours_in_top10'], 'hour')} of "
        f"{rank['hours_used']:,} in which it was used.",
        f"  {page['trended_says']}",
    ]
    return "\n".join(line for line in lines if line)


def _bursts_text(page: Page) -> str:
    if page["bursts_cannot_say"]:
        return f"  Bursts: {page['bursts_cannot_say']}."
    if not page["bursts"]:
        return "  Bursts: none beyond what its hours usually have."
    told = [
        f"{cell_text(one['start_at'])} to {cell_text(one['end_at'])}, {counted(one['posts'], 'post')} where "
        f"{_usual_text(one['expected'])} are usual"
        for one in page["bursts"][:BURSTS_SHOWN]
    ]
    more = len(page["bursts"]) - len(told)
    return f"  Bursts ({len(page['bursts']):,}): {'; '.join(told)}{f'; and {more:,} more' if more > 0 else ''}."


def _usual_text(expected: float) -> str:
    """Return how many are usual, without powers of ten.

    >>> _usual_text(5.4e-05), _usual_text(1.2), _usual_text(1234.0)
    ('fewer than 0.01', '1.2', '1,234')
    """
    return expected_text(expected) if expected >= LEAST_USUAL else f"fewer than {LEAST_USUAL}"


def tactics_text(page: Page) -> str:
    """Return which tactics the posts may use, as suggestions with their phrases."""
    known = [one for one in page["tactics"] if one["cannot_say"] is None]
    if not known:
        return f"Tactics (suggestions): {page['tactics'][0]['cannot_say']}.\n"
    lines = ["Tactics (suggestions)", *(f"  {readable(one['says'], LONGEST_LINE)}" for one in known)]
    return "\n".join([*lines, f"  {page['tactics_caveat']}", ""])


def print_arguments(output: Output, page: Page) -> None:
    """Print the arguments, those of most accounts first, with an example of each."""
    output.text("What it says")
    if page["arguments_cannot_say"]:
        output.text(f"  Arguments: {page['arguments_cannot_say']}.\n")
        return
    rows = [
        {
            **one,
            "networked": None if one["networked_share"] is None else f"{one['networked_share']:.0%}".rjust(4),
            "label": readable(one["label"], LABEL_LETTERS),
            "example": readable(one["text"], EXAMPLE_LETTERS),
        }
        for one in page["arguments"][:ARGUMENTS_SHOWN]
    ]
    networked = ("networked",) if page["networks"] is not None else ()
    output.rows(
        rows,
        ("rank", "accounts", "posts", *networked, "label", "example"),
        none="No argument: no wording is shared by three accounts.",
    )
    more = len(page["arguments"]) - len(rows)
    output.text(
        f"{page['posts_in_arguments']:,} of {counted(page['posts'], 'post')} make these arguments"
        + (f" and {more:,} more (--json has all)" if more > 0 else "")
        + ".\n"
    )


def _going_on(case: Path, page: Page) -> list[str]:
    folder, tag = quote(str(case)), quote(page["hashtag"])
    return [
        f"unisono arguments {folder} --hashtag {tag}",
        f"unisono hashtags {folder} --by surprise    the tags that networks push most",
        f"unisono show {folder} hashtag {tag} --json    every number, with the examples' ids",
    ]
