"""One link or site on one page: who posted it and when, in which words, who publishes there, and who lists it."""

from pathlib import Path
from shlex import quote

from unisono.cli.flow_parts import ctm_text, few_accounts_text, innocent_text, share_text, verdict_text
from unisono.cli.output import Output
from unisono.cli.page_parts import Page, days_text, networks_text, next_text, print_first, readable, spans_text
from unisono.content.addresses import readable_host
from unisono.model.counting import counted

ROWS_SHOWN = 15
LONGEST_LISTING = 500
SIGNS = {
    "phrase": "button's phrase",
    "via": "via @outlet",
    "outlet": "names the site",
    "headline": "the headline",
}


def print_link(output: Output, case: Path, page: Page) -> None:
    """Print the page: the place and who lists it, then pages or forms, texts, who was first and the days."""
    output.text(heading_text(page, case))
    if page["kind"] == "site":
        output.text(f"\nPages ({page['variants']:,})")
        output.rows(
            [_with_share(one) for one in page["pages"]],
            _columns(page, ("posts", "accounts", "networked", "first_at", "address")),
            shown=ROWS_SHOWN,
        )
    else:
        output.text("\nAs it is written")
        output.rows(page["forms"], ("posts", "accounts", "form"), none="Its form is not kept.", shown=ROWS_SHOWN)
    output.text("Texts that go with it")
    texts = [{**one, "words": _words(one), "example": readable(one["example"])} for one in page["texts"]]
    output.rows(
        texts,
        ("posts", "accounts", "words", "text", "example"),
        none="None of these posts says something besides the link.",
        shown=ROWS_SHOWN,
    )
    output.text(_button_text(page))
    print_first(output, page)
    output.text(f"\n{days_text(page['timeline'])}")
    output.text(f"\n{spread_text(page, case)}")
    output.text(f"\n{next_text(case, page, _going_on(case, page))}")


def heading_text(page: Page, case: Path) -> str:
    """Return the place, how often it is linked, who publishes there, and which lists have it."""
    what = "Site" if page["kind"] == "site" else "Link"
    listed = [f"  {_on_one_line(one['says'])}." for one in page["listed"]]
    lines = [
        f"{what} {page['id']}: {counted(page['posts'], 'post')} of {counted(page['accounts'], 'account')}; "
        f"reposted {counted(page['reposts'], 'time')} in this case.",
        f"  Publisher: {page['publisher']}." if page["publisher"] != page["id"] else "",
        _letters_text(page),
        "  It shortens addresses: what stands behind it is not looked up." if page["is_short"] else "",
        *(listed or ["  Lists: none that the case keeps has it."]),
        "  What a list says is what its publisher says; being linked is no finding about an account." if listed else "",
        spans_text(page),
        networks_text(page, case),
    ]
    return "\n".join(line for line in lines if line)


def spread_text(page: Page, case: Path) -> str:
    """Return how the place spread, reposts included, and what else could explain that."""
    spread = page["spread"]
    lines = [
        f"How it spread: {counted(spread['posts'], 'post')} of {counted(spread['accounts'], 'account')}, "
        f"{spread['repost_share']:.0%} reposts",
        verdict_text(spread),
        share_text(spread, case),
        ctm_text(spread),
        few_accounts_text(spread),
        *(f"  {readable(line, LONGEST_LISTING)}" for line in spread["says_when"]),
        innocent_text(spread),
    ]
    return "\n".join(line for line in lines if line)


def _on_one_line(says: str) -> str:
    """Return what a list says as the beginning of a sentence; words of others make no line of their own."""
    line = readable(says, LONGEST_LISTING)
    return line[:1].upper() + line[1:]


def _letters_text(page: Page) -> str:
    """Return the domain in the letters of its language, where it is registered in others."""
    shown = readable_host(page["domain"])
    return f"  The domain reads {shown}." if shown != page["domain"] else ""


def _with_share(one: Page) -> Page:
    share = one["networked_share"]
    return {**one, "networked": None if share is None else f"{share:.0%}".rjust(4)}


def _columns(page: Page, columns: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in columns if name != "networked" or page["networks"] is not None)


def _words(text: Page) -> str:
    """Return whose words a text seems to be."""
    if text["pressed"]:
        return "share button"
    if text["sign"]:
        return SIGNS[text["sign"]]
    return "same words" if text["accounts"] > 1 else "own words"


def _button_text(page: Page) -> str:
    """Return how many posts have the words of a share button, and how many copy words that no button writes."""
    of_button = sum(one["posts"] for one in page["texts"] if one["pressed"] or one["sign"])
    copied = sum(one["posts"] for one in page["texts"] if _words(one) == "same words")
    if not of_button and not copied:
        return "Nobody's words repeat another's, and none look written by a share button.\n"
    return (
        f"{counted(of_button, 'post')} {'has' if of_button == 1 else 'have'} words that a button or an app writes; "
        f"{counted(copied, 'post')} {'has' if copied == 1 else 'have'} words of another's post that do not look so.\n"
    )


def _going_on(case: Path, page: Page) -> list[str]:
    show = f"unisono show {quote(str(case))}"
    lines = [f"{show} text {one['text']}" for one in page["texts"][:1] if one["accounts"] > 1]
    if page["kind"] == "site":
        lines += [f"{show} link {quote(one['address'])}" for one in page["pages"][:1]]
    else:
        lines.append(f"{show} link {quote(page['publisher'])}")
    return [*lines, f"{show} link {quote(page['id'])} --json    all post ids"]
