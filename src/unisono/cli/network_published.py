"""What a network published, on its page: languages, texts with their templates, pictures, and sites with listings."""

from unisono.cli.output import Output
from unisono.cli.text_page import fitting_text
from unisono.content.domain_lists import describe_listing
from unisono.dossiers.network.rows import Row
from unisono.model.counting import counted

TEXT_COLUMNS = ("text", "accounts", "posts", "variants", "first_at", "template")
IMAGE_COLUMNS = ("image", "accounts", "posts", "variants", "first_at", "files")
DOMAIN_COLUMNS = ("domain", "accounts", "posts", "share", "listed")
LONGEST_TEMPLATE = 160
IDENTITIES_TOLD = 8
LEAST_SHARE = 0.02
"""Languages of a smaller share of the posts are counted together: some short texts are always mistaken."""


def print_published(output: Output, page: Row) -> None:
    """Print the parts that there is something in; --json has them with the page."""
    if page["languages"]:
        output.text(f"\nLanguages: {languages_text(page['languages'], page['language_posts'])}.")
    if page["texts"]:
        output.text(f"\nTexts that members share ({counted(page['texts_found'], 'text')})")
        output.rows([text_row(one) for one in page["texts"]], TEXT_COLUMNS)
        for one in page["texts"]:
            if one["testimony"]:
                output.text(identities_text(one))
            if one["posts_with_hidden_characters"]:
                output.text(
                    f"{one['text']}: hidden characters in {counted(one['posts_with_hidden_characters'], 'post')}."
                )
        _say_left_out(output, page["texts_found"] - len(page["texts"]), "text")
    if page["images"]:
        output.text(f"\nPictures that members share ({counted(page['images_found'], 'picture')})")
        rows = [{**one, "files": ", ".join(one["names"])} for one in page["images"]]
        output.rows(rows, IMAGE_COLUMNS)
        _say_left_out(output, page["images_found"] - len(page["images"]), "picture")
    if page["domains"]:
        output.text(f"\nSites in {counted(page['linking_posts'], 'post')} with a link out of their platform")
        listed = any(one["listed"] for one in page["domains"])
        columns = DOMAIN_COLUMNS if listed else DOMAIN_COLUMNS[:-1]
        output.rows([domain_row(one) for one in page["domains"]], columns)
        if listed:
            output.text("What a list says is said by whoever published it; Unisono judges no site.")
        _say_left_out(output, page["domains_found"] - len(page["domains"]), "site")


def languages_text(languages: list[Row], posts: int) -> str:
    """Return the languages with their shares, the small ones together, and how many posts were looked at."""
    told = [f"{one['name']} {one['share']:.0%}" for one in languages if one["share"] >= LEAST_SHARE]
    small = [one for one in languages if one["share"] < LEAST_SHARE]
    if small:
        told.append(f"{counted(len(small), 'other')} {sum(one['posts'] for one in small) / posts:.1%} together")
    return f"{', '.join(told)} (read from {counted(posts, 'post')})"


def identities_text(one: Row) -> str:
    """Return who is claimed to be speaking in a text, with the accounts that claim each."""
    identities = one["identities"]
    named = [f"{each['value']} {each['accounts']:,}" for each in identities[:IDENTITIES_TOLD]]
    more = len(identities) - len(named)
    listed = "; ".join([*named, *([f"{more:,} more"] if more > 0 else [])])
    return f"In the words of {one['text']}, accounts tell of themselves in the first person: {listed}."


def domain_row(one: Row) -> Row:
    """Return a site as a row of the table, with who lists it as what in one cell."""
    return {**one, "listed": "; ".join(map(describe_listing, one["listed"]))}


def text_row(one: Row) -> Row:
    """Return a text as a row of the table, its template on one line and cut."""
    line = fitting_text(one) + " ".join((one["template"] or "(its posts are no longer in the case)").split())
    return {**one, "template": line if len(line) <= LONGEST_TEMPLATE else line[: LONGEST_TEMPLATE - 1] + "…"}


def _say_left_out(output: Output, count: int, what: str) -> None:
    if count:
        output.text(f"{counted(count, f'more {what}')} left out here.")
