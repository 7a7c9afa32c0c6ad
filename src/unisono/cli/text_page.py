"""One text on one page: its template and slots, its wordings, when and by whom, and what else could explain it."""

from pathlib import Path
from shlex import quote
from typing import Any

from unisono.cli.naming_accounts import some_of
from unisono.cli.network_rows import innocent_parts
from unisono.cli.output import Output
from unisono.cli.page_parts import Page, days_text, networks_text, next_text, print_first, readable, spans_text
from unisono.model.counting import counted

TEMPLATE_LETTERS = 600
WORDINGS_SHOWN = 15
LINKS_SHOWN = 10
FILLERS_SHOWN = 8
IDENTITIES_SHOWN = 10
FORM_TEXTS_SHOWN = 3
FILLER_LETTERS = 40


def print_text(output: Output, case: Path, page: Page) -> None:
    """Print the page: what is the same, what could explain it, then what differs, who was first, days and links."""
    output.text(heading_text(page, case))
    if page["slots"]:
        output.text("\nWhat differs")
        output.rows(list(slot_rows(page["slots"])), ("slot", "after", "holds", "different", "fillers"))
    else:
        output.text("")
    _print_wordings(output, page)
    print_first(output, page)
    output.text(f"\n{days_text(page['timeline'])}")
    if page["links"]:
        output.text("\nLinks")
        listed = ("listed",) if any(link["listed"] for link in page["links"]) else ()
        links = [_link_row(link) for link in page["links"]]
        output.rows(links, ("posts", "accounts", "address", *listed), shown=LINKS_SHOWN)
    output.text(f"\n{next_text(case, page, _going_on(case, page))}")


def heading_text(page: Page, case: Path) -> str:
    """Return what is the same, how often, by whom, and what else could explain it."""
    fits = (
        ""
        if page["texts_that_fit"] == page["texts"]
        else (
            f" (fits {page['texts_that_fit']:,} of {page['texts']:,} different texts, {page['posts_that_fit']:,} of "
            f"{counted(page['posts'], 'post')})"
        )
    )
    lines = [
        f"Text {page['id']}: {counted(page['posts'], 'post')} of {counted(page['accounts'], 'account')}, "
        f"{counted(page['variants'], 'wording')}; reposted {counted(page['reposts'], 'time')} in this case.",
        f"  Template{fits}: {readable(page['template'], TEMPLATE_LETTERS)}",
        spans_text(page),
        *([f"  Languages: {', '.join(page['languages'])}."] if page["languages"] else ["  Languages: not clear."]),
        networks_text(page, case),
        *([testimony_text(page)] if page["identities"] else []),
        "  Innocent explanations:",
        *(f"    - {part}." for part in innocent_parts(page["innocent"])),
        "  The same words show that they were copied; by whom from whom, and whether as agreed, they do not say."
        if page["accounts"] > 1
        else "  No other account of the case published these words.",
    ]
    return "\n".join(lines)


def fitting_text(card: Page) -> str:
    """Return how many of the different texts a template fits, to stand before it; nothing where it fits all.

    >>> fitting_text({"texts": 16, "texts_that_fit": 11})
    '(11 of 16 texts fit) '
    """
    texts, fitting = card["texts"], card["texts_that_fit"]
    return "" if texts == fitting else f"({fitting:,} of {texts:,} texts fit) "


def testimony_text(page: Page) -> str:
    """Return what the writers claim of themselves, with accounts."""
    named = [f"{one['value']} {one['accounts']:,}" for one in page["identities"]]
    says = "Testimony" if page["testimony"] else "Claims in fewer than half of the posts"
    return (
        f"  {says}: {counted(page['accounts_with_claim'], 'account')} say who they are, in the first person (with "
        f"accounts): {some_of(named, IDENTITIES_SHOWN)}. Whether that is true is not known."
        f"{_form_text(page['form'])}"
    )


def _form_text(form: Page | None) -> str:
    """Return how many texts are put together from the same words as this one."""
    if form is None:
        return ""
    return (
        f"\n  It is put together from the words of others: {counted(form['texts'], 'text')} of this form by "
        f"{counted(form['accounts'], 'account')} in {counted(form['posts'], 'post')}, such as "
        f"{', '.join(form['others'][:FORM_TEXTS_SHOWN])}."
    )


def slot_rows(slots: list[Page]) -> list[dict[str, Any]]:  # Any: numbers and words
    """Return one row a slot: after how many of the common words it stands, and what it holds in how many posts."""
    return [
        {
            "slot": number,
            "after": counted(slot["position"], "word"),
            "holds": slot["kind"] if slot["kind"] == "words" else f"{slot['kind']}s",
            "different": slot["different"],
            "fillers": _fillers(slot),
        }
        for number, slot in enumerate(slots, 1)
    ]


def _fillers(slot: Page) -> str:
    shown = [f"{_named(one['text'])}: {counted(one['posts'], 'post')}" for one in slot["fillers"][:FILLERS_SHOWN]]
    more = slot["different"] - FILLERS_SHOWN
    return " · ".join([*shown, *([f"{more:,} more"] if more > 0 else [])])


def _named(filler: str) -> str:
    """Return a filler in quotation marks: beside a count, a number would look like one."""
    return f'"{readable(filler, FILLER_LETTERS)}"' if filler else "(nothing)"


def _print_wordings(output: Output, page: Page) -> None:
    output.text("Wordings, links aside")
    rows = [{**one, "exactly_so": one["exact"], "text": readable(one["text"])} for one in page["wordings"]]
    loose = any(one["exact"] < one["posts"] for one in page["wordings"])
    output.rows(
        rows, ("posts", *(("exactly_so",) if loose else ()), "accounts", "first_at", "text"), shown=WORDINGS_SHOWN
    )
    if loose:
        output.text(
            "Exactly so: posts with just the text that is quoted. The others of the wording have the same words with "
            "other capitals, spaces, emoji, links or mentions."
        )
    hidden = sum(one["with_hidden"] for one in page["wordings"])
    if hidden:
        output.text(
            f"{counted(hidden, 'post')} {'holds' if hidden == 1 else 'hold'} characters that cannot be seen "
            "(zero-width, direction marks, fillers). One of them:\n  "
            + readable(next(one["hidden_example"] for one in page["wordings"] if one["with_hidden"]))
        )
    output.text("")


def _link_row(link: Page) -> Page:
    return {**link, "listed": "; ".join(one["says"] for one in link["listed"])}


def _going_on(case: Path, page: Page) -> list[str]:
    folder = quote(str(case))
    evidence = [f"unisono evidence {folder} {one['finding']}    {one['detector']}" for one in page["findings"]]
    links = [f"unisono show {folder} link {quote(one['address'])}" for one in page["links"][:1]]
    return [*evidence, *links, f"unisono show {folder} text {page['id']} --json    all post ids, fillers and wordings"]
