"""Templates on the page: slots isolated, nothing hidden, no markup of strangers."""

import polars as pl
from markupsafe import Markup

from tests.dossiers.written_case import spun_texts
from unisono.content.templates import shown_template_of, template_of
from unisono.dossiers.text_variants import Variants
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.template_lines import fitting_words, marked_line, marked_slots, shown_template

KEY = b"k" * 32


def variants_of(*texts: str) -> Variants:
    table = pl.DataFrame({"text": texts}).group_by("text").len("posts").sort("text")
    template = template_of(table["text"].to_list(), table["posts"].to_list())
    return Variants(table, table.height, template, template, None)


def read_spun() -> Variants:
    texts = spun_texts()
    table = pl.DataFrame({"text": texts, "posts": [1] * len(texts)})
    return Variants(table, 9, shown_template_of(texts), template_of(texts), None)


def shown(*texts: str, disclosure: Disclosure | None = None, characters: int = 400) -> Markup | None:
    return shown_template(variants_of(*texts), disclosure or Disclosure(), characters)


def test_slots_are_marked_with_what_stands_in_them_and_how_often() -> None:
    line = shown("I was a nurse until today", "I was a nurse until today", "I was a teacher until today")
    assert line == (
        'I was a <span class="slot"><bdi dir="auto">nurse</bdi> <small>2×</small> · <bdi dir="auto">teacher</bdi>'
        " <small>1×</small></span> until today"
    )


def test_counts_that_are_all_one_are_not_told() -> None:
    assert "×" not in (shown("I was a nurse until today", "I was a teacher until today") or "")


def test_words_from_right_to_left_are_isolated_and_nothing_turns_text() -> None:
    line = shown("they wrote كفى on the wall", "they wrote \u202eno on the wall", "they wrote <b> on the wall") or ""
    assert '<bdi dir="auto">كفى</bdi>' in line
    assert "\u202e" not in line
    assert "<b>" not in line.replace('<bdi dir="auto">', "")


def test_a_text_with_brackets_of_its_own_cannot_pretend_to_have_slots() -> None:
    line = shown("all say ⟨this 90 · that 3⟩ today nurse here", "all say ⟨this 90 · that 3⟩ today teacher here") or ""
    assert "slot" not in line


def test_links_kinds_and_addresses_cannot_be_followed() -> None:
    line = shown("read https://a.example/1 at once good people", "read https://b.example/2 at once good people") or ""
    assert '<span class="slot kind">link</span>' in line
    one = shown("read https://a.example/1 at once") or ""
    assert "https://" not in one
    assert "a[.]example" in one


def test_a_text_without_fixed_words_is_shown_as_posted_most_often() -> None:
    assert shown("alpha beta", "gamma delta", "alpha beta") == "alpha beta"


def test_it_is_said_how_many_texts_the_shown_template_fits() -> None:
    known = read_spun()
    line = shown_template(known, Disclosure(), 400) or ""
    assert "The mayor wants to tear down the old harbour market and nobody in town" in line
    assert fitting_words(known, Disclosure()) == "the template fits 11 of 17 different texts"
    assert fitting_words(variants_of("we met a nurse today", "we met a baker today"), Disclosure()) == ""
    assert fitting_words(None, Disclosure()) == ""
    for profile in ("peer", "public"):
        assert "of 17 different texts" in fitting_words(known, Disclosure(profile, KEY))


def test_copies_for_others_replace_names_before_the_template_is_made() -> None:
    peer = Disclosure("peer", KEY, {"twitter:1": "ann"}, {"twitter:1": "Mary Ann Smith"})
    texts = ("we thank Mary Ann Smith for it", "we thank Mary Ann Jones for it")
    line = shown(*texts, disclosure=peer) or ""
    assert "Smith" not in line
    assert peer.pseudonym("twitter:1") in line
    assert shown(*texts, disclosure=Disclosure("public", KEY)) is None


def test_long_lines_are_cut() -> None:
    template = template_of(["word " * 300 + "nurse end", "word " * 300 + "teacher end"])
    assert len(marked_line(template, 100)) <= 101


def test_a_line_kept_with_its_slots_is_marked_as_its_template_is() -> None:
    template = template_of(["open the old bridge now", "open the new bridge now"], [3, 1])
    assert marked_slots(template.line, template.slots, 400) == marked_line(template, 400)
    assert marked_slots("no ⟨slot⟩ is known", (), 400) == "no ⟨slot⟩ is known"
