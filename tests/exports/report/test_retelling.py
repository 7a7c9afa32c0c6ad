"""A page told in another language: its words change; names, posts, commands and markup do not."""

import re

import pytest

from unisono.exports.report.retelling import Retelling, pieces_of, retell
from unisono.languages import telling


def told(page: str, language: str = "de") -> str:
    """Return a piece of a page in a language."""
    return retell(page, language)


def test_english_stays_as_it_is_to_the_byte() -> None:
    page = '<html lang="en"><p>Anything  &amp; all</p>'
    assert retell(page, "en") == page


def test_the_page_says_its_language() -> None:
    assert told('<html lang="en">', "es") == '<html lang="es">'


def test_words_of_elements_and_attributes_are_told() -> None:
    assert told('<th scope="col">Verdict</th>') == '<th scope="col">Urteil</th>'
    assert told('<nav aria-label="Contents">') == '<nav aria-label="Inhalt">'


@pytest.mark.parametrize(
    "own",
    [
        '<p class="post-text" dir="auto">Verdict <mark>Network</mark></p>',
        '<bdi dir="auto">Verdict</bdi>',
        "<code>unisono networks Verdict</code>",
        '<span translate="no">Verdict</span>',
        '<text x="1" class="label">Verdict</text>',
        '<p class="post-id">Verdict</p>',
        "<style>Verdict</style>",
    ],
)
def test_what_others_wrote_and_what_is_typed_stays(own: str) -> None:
    assert told(f"<div>{own}</div>") == f"<div>{own}</div>"


def test_what_no_catalog_knows_stays_english_and_says_so() -> None:
    retelling = Retelling(telling("de"), "de")
    assert retelling.page("<p>Nobody knows this.</p>") == '<p><span lang="en">Nobody knows this</span>.</p>'
    assert retelling.unknown == ["Nobody knows this"]


def test_markup_in_words_is_escaped_as_before() -> None:
    page = "<li>Hours of &lt;script&gt;alert(1)&lt;/script&gt; &amp; co</li>"
    assert told(page) == "<li>Stunden von &lt;script&gt;alert(1)&lt;/script&gt; &amp; co</li>"


def test_a_text_that_imitates_the_marks_of_elements_is_left_alone() -> None:
    page = "<p>Verdict ⟦0⟧ <b>Network 1</b></p>"
    assert "Verdict ⟦0⟧ " in told(page) and told(page).count("<b>") == 1


def test_elements_in_a_sentence_stand_where_the_language_puts_them() -> None:
    page = "<p><strong>For people to fill in, with sources.</strong> Unisono computes no attribution.</p>"
    assert told(page) == (
        "<p><strong>Von Menschen einzutragen, mit Quellen.</strong> Unisono berechnet keine Zuschreibung.</p>"
    )


def test_cells_of_numbers_keep_what_tables_sort_by() -> None:
    assert told('<td class="n">1,204.5</td>') == '<td class="n" data-value="1,204.5">1.204,5</td>'
    assert told('<td class="n" data-value="7">1,204</td>') == '<td class="n" data-value="7">1.204</td>'
    assert told('<td class="n">12</td>') == '<td class="n">12</td>'


def test_nothing_of_a_page_is_lost_on_the_way() -> None:
    page = '<p>a <b>b</b> <bdi>c<i>d</i></bdi></p>\n<img alt="x">'
    rejoined = "".join(
        piece
        if isinstance(piece, str)
        else re.sub(r"⟦(\d+)⟧", lambda found, of=piece: of.kept[int(found[1])], piece.text)
        for piece in pieces_of(page)
    )
    assert rejoined == page
