"""The whole report as Markdown: all that the page says, and nothing of strangers alive in it."""

import re

import pytest
from markdown_it import MarkdownIt

from tests.exports.report.invented import build_case, names_of
from tests.exports.report.reading_html import read_page
from unisono.exports.report import PROFILES, render_report
from unisono.exports.report.markdown import render_markdown
from unisono.exports.report.markdown.escaping import END_ISOLATE, ISOLATE
from unisono.exports.report.untrusted import reveal_plainly

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
OWN = {"h1", "h2", "h3", "h4", "p", "ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"}
OWN |= {"strong", "em", "code", "blockquote", "br"}


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    case, run = build_case(tmp_path_factory.mktemp("report") / "two", zone="Europe/Madrid")
    return {profile: render_report(case, run, profile) for profile in PROFILES}


@pytest.fixture(scope="module")
def told(pages: dict[str, str]) -> dict[str, str]:
    return {profile: render_markdown(page) for profile, page in pages.items()}


def shown(markdown: str) -> str:
    """Return the words that a reader of Markdown sees."""
    return "".join(element.text for element in read_page(f"<main>{READER.render(markdown)}</main>").all("main"))


@pytest.mark.parametrize("profile", PROFILES)
def test_it_is_tables_lists_and_words_without_markup_links_or_pictures(told: dict[str, str], profile: str) -> None:
    page = read_page(READER.render(told[profile]))
    assert {element.tag for element in page.elements} <= OWN
    assert not re.search(r"https?:|www\.", shown(told[profile]))


def test_every_table_of_the_page_is_there_with_all_its_rows(pages: dict[str, str], told: dict[str, str]) -> None:
    page, read = read_page(pages["internal"]), read_page(READER.render(told["internal"]))
    assert len(page.all("table")) == len(read.all("table")) > 8
    headless = len(page.all("table")) - len(page.all("thead"))
    assert len(page.all("tr")) == len(read.all("tr")) - headless


def test_members_pairs_and_posts_are_in_it_as_on_the_page(told: dict[str, str]) -> None:
    words = shown(told["internal"]).replace(ISOLATE, "").replace(END_ISOLATE, "")
    for account, handle, _ in names_of(1, 18):
        assert account in words
        assert f"@{reveal_plainly(handle)}" in words.replace("[.]", ".")
    assert "東京の皆さん、今すぐ拡散してください。" in words
    assert "They have to go, and go now." in words


def test_the_first_heading_is_what_was_found_and_networks_name_themselves(told: dict[str, str]) -> None:
    headings = re.findall("^#+ .*$", told["internal"], re.MULTILINE)
    assert headings[0] == "# 2 networks: 25 accounts acted together more often than chance allows"
    assert any(heading.startswith("## Network 1: 18 accounts") for heading in headings)


def test_characters_that_turn_or_hide_text_are_spelled_out(told: dict[str, str]) -> None:
    assert not re.search("[\u202a-\u202e\u2066\u2067\u200b\u200d]", told["internal"])
    assert r"\[U+202E\]" in told["internal"]
    assert all(line.count(ISOLATE) == line.count(END_ISOLATE) for line in told["internal"].split("\n"))


@pytest.mark.parametrize("profile", ["peer", "public"])
def test_copies_for_others_hide_what_the_page_hides(told: dict[str, str], profile: str) -> None:
    for number, count in ((1, 18), (2, 7)):
        for account, handle, name in names_of(number, count):
            assert not {account, handle, name} & set(re.split(r"[\s|]", told[profile]))
            assert handle not in told[profile]
    assert ("They have to go, and go now." in told[profile]) == (profile == "peer")
    assert "Show the whole text" not in told[profile]


def test_figures_are_told_in_words(told: dict[str, str]) -> None:
    assert "Figure, drawn in the HTML and PDF copies:" in told["internal"]


def test_posts_of_several_lines_stand_in_quotes_line_by_line() -> None:
    markdown = render_markdown('<div><p class="post-text" dir="auto"># one\n1. two\n\n&gt; three</p></div>')
    lines = [rf"> {ISOLATE}\# one{END_ISOLATE}\ ".strip(), rf"> {ISOLATE}1\. two{END_ISOLATE}\ ".strip()]
    assert markdown.split("\n")[:2] == lines
    assert markdown.split("\n")[2] == rf"> {ISOLATE}\> three{END_ISOLATE}"


def test_lists_and_terms_keep_their_items() -> None:
    html = "<ol><li>a</li><li>b<ul><li>c</li></ul></li></ol><dl><div><dt>q</dt><dd>x</dd></div></dl>"
    assert render_markdown(html) == "1. a\n2. b\n\n   - c\n\n- **q**: x\n"


def test_the_same_page_gives_the_same_text(pages: dict[str, str], told: dict[str, str]) -> None:
    assert all(render_markdown(pages[profile]) == told[profile] for profile in PROFILES)


def test_two_posts_that_are_compared_are_one_item_of_a_list() -> None:
    html = '<div class="act"><div class="post"><p>a</p></div><p class="gap"><span>3 s</span> <em>same</em></p></div>'
    assert render_markdown(html) == "- a\n\n  3 s *same*\n"
