"""A template as the page shows it: fixed words as text, each slot and each thing that filled it isolated."""

import re
from collections.abc import Sequence

import polars as pl
from markupsafe import Markup

from unisono.content.template_line import MOST_LETTERS, MOST_SHOWN, NOTHING_THERE, Filler, Slot
from unisono.content.templates import Template, shown_template_of
from unisono.content.text_words import NUMBER, TAG, WORD
from unisono.dossiers.text_variants import Variants
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.side_by_side import plain
from unisono.exports.report.untrusted import shorten
from unisono.model.counting import counted

_in_brackets = re.compile("⟨[^⟨⟩]*⟩")


def shown_template(known: Variants, disclosure: Disclosure, characters: int) -> Markup | None:
    """Return the template's line as this copy may show it, or null where posts' texts are withheld.

    Where names are replaced they are replaced in the texts first, whose template is then made
    anew: a name may reach from the fixed words into a slot. Where there are no words at all, the most frequent text
    stands.
    """
    if disclosure.hides_posts:
        return None
    texts, template = _texts_of_copy(known, disclosure)
    if template.words:
        return marked_line(template, characters)
    most = texts.sort("posts", "text", descending=[True, False])["text"][0]
    return plain(shorten(" ".join(most.split()), characters))


def fitting_words(known: Variants | None, disclosure: Disclosure) -> str:
    """Return how many of the different texts the template that is shown fits, where it does not fit all."""
    if known is None:
        return ""
    template = known.template if disclosure.hides_posts else _texts_of_copy(known, disclosure)[1]
    if template.fitting == template.texts:
        return ""
    return f"the template fits {template.fitting:,} of {counted(template.texts, 'different text')}"


def _texts_of_copy(known: Variants, disclosure: Disclosure) -> tuple[pl.DataFrame, Template]:
    """Return the texts and their template as this copy shows them."""
    if not disclosure.hides_accounts:
        return known.texts, known.template
    shown = [disclosure.post_text(text) or "" for text in known.texts["text"]]
    return known.texts.with_columns(pl.Series("text", shown)), shown_template_of(shown, known.texts["posts"].to_list())


def marked_line(template: Template, characters: int) -> Markup:
    """Return the line with its slots marked and isolated; a line that holds brackets of its own stays unmarked."""
    return marked_slots(template.line, template.slots, characters)


def marked_slots(line: str, slots: Sequence[Slot], characters: int) -> Markup:
    """Return the same of a line and its slots."""
    fixed = _in_brackets.split(line)
    if len(fixed) != len(slots) + 1:
        return plain(shorten(line, characters))
    pieces: list[Markup] = []
    left = characters
    for number, words in enumerate(fixed):
        pieces.append(plain(shorten(words, left)) if left > 0 else Markup(""))
        left -= len(words)
        if number < len(slots) and left > 0:
            pieces.append(_slot(slots[number]))
    return Markup("").join(pieces) + ("…" if left < 0 and len(pieces[-1]) == 0 else "")


def _slot(slot: Slot) -> Markup:
    if slot.kind not in (WORD, NUMBER):
        return Markup('<span class="slot kind">{}</span>').format("#tag" if slot.kind == TAG else slot.kind)
    most = MOST_SHOWN + 1 if slot.different == MOST_SHOWN + 1 else MOST_SHOWN
    fillers = slot.fillers[:most]
    counts = any(filler.posts > 1 for filler in fillers)
    shown = [_filler(filler, counts=counts) for filler in fillers]
    more = slot.different - len(fillers)
    others = [Markup("<small>{}</small>").format(f"{more:,} more")] if more > 0 else []
    return Markup('<span class="slot">{}</span>').format(Markup(" · ").join([*shown, *others]))


def _filler(filler: Filler, *, counts: bool) -> Markup:
    """Return what stands in a slot; counts are told unless all that are shown were posted once."""
    words = plain(shorten(filler.text, MOST_LETTERS)) if filler.text else NOTHING_THERE
    named = Markup('<bdi dir="auto">{}</bdi>').format(words)
    return named + Markup(" <small>{}</small>").format(f"{filler.posts:,}×") if counts else named
