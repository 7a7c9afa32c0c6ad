"""Public reports of the stories, in every form: nobody's handle, name, profile or post stands in them."""

import io
import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from html import unescape
from typing import Any
from unittest.mock import patch

import polars as pl
import pytest
from pypdf import PdfReader

from tests.stories.played_guides import play_guide
from unisono.cases import Case, open_case
from unisono.cases.targets import kept_targets
from unisono.dossiers.hashtag import describing as hashtag
from unisono.dossiers.post import describing as post
from unisono.exports.report import dossiers, render_report
from unisono.exports.report import page as report_page
from unisono.exports.report.disclosure import SHORTEST_NAME
from unisono.exports.report.markdown import render_markdown
from unisono.exports.report.markdown.escaping import END_ISOLATE, ISOLATE
from unisono.exports.report.pdf import render_pdf
from unisono.exports.report.retelling import Retelling
from unisono.languages import telling

GUIDES = (
    "the-amplified-post.md",
    "the-network-that-wakes-and-turns.md",
    "the-pushed-hashtag.md",
    "the-watchlist.md",
)
FORMS = [*((guide, form) for guide in GUIDES for form in ("html", "markdown")), (GUIDES[2], "pdf")]
"""A PDF is printed from the page that is searched, and takes as long as all else: one story's is read back."""

WORDS_OF_TEXT = 5
"""So many words of a post in a row lead to it; fewer are anybody's."""

_word = re.compile(r"\w+")
PIECE = 8
"""A name of so many letters is looked for only where its first and its last so many stand in the text."""


@dataclass(frozen=True)
class Told:
    """What a case knows of people, and what its public report says in each form."""

    secrets: frozenset[str]
    texts: frozenset[str]
    forms: dict[str, str]
    peer: dict[str, str]
    pages: dict[str, str]


PROFILE_FREE = (
    (report_page, "content_of_networks"),
    (report_page, "lives_of_networks"),
    (report_page, "purposes_of_networks"),
    (hashtag, "card_of"),
    (post, "card_of"),
    (dossiers, "describe_watchlist"),
)
"""What reports ask of a run before a profile has a say: none of these is told the profile."""


@contextmanager
def gathered_once() -> Iterator[None]:
    """Let what is PROFILE_FREE be gathered once for all pages of one run; each page has a copy of its own."""
    with ExitStack() as stack:
        for module, name in PROFILE_FREE:
            stack.enter_context(patch.object(module, name, kept(getattr(module, name))))
        yield


def kept(gather: Callable[..., Any]) -> Callable[..., Any]:  # Any: whatever is gathered
    """Return a function that keeps answers by what is asked for: numbers of networks, or the name of a hashtag."""
    answers: dict[str, Any] = {}  # Any: as above

    def gather_once(*asked: Any) -> Any:  # Any: as above
        key = repr([one for one in asked if isinstance(one, str | list)])
        if key not in answers:
            answers[key] = gather(*asked)
        return deepcopy(answers[key])

    return gather_once


@cache
def told_of(guide: str) -> Told:
    """Return what the report of a story must not say, and what it says."""
    run = play_guide(guide).run
    case = open_case(run.path.parent.parent)
    with gathered_once():
        page, peer = render_report(case, run, "public"), render_report(case, run, "peer")
    forms = {"html": page, "markdown": render_markdown(page)}
    if (guide, "pdf") in FORMS:
        paper = PdfReader(io.BytesIO(render_pdf(page, run.record["started_at"])))
        forms["pdf"] = " ".join(one.extract_text() for one in paper.pages)
    return Told(
        names_in(case),
        texts_in(case),
        {form: plain(text) for form, text in forms.items()},
        {"html": plain(peer), "markdown": plain(render_markdown(peer))},
        {"public": page, "peer": peer, "internal": (play_guide(guide).demo / "report.html").read_text("utf-8")},
    )


@cache
def retold(guide: str, profile: str, language: str) -> tuple[str, list[str]]:
    """Return a story's report in a language, and what no catalog knows of it."""
    retelling = Retelling(telling(language), language)
    return retelling.page(told_of(guide).pages[profile]), retelling.unknown


def names_said(secrets: frozenset[str], text: str) -> set[str]:
    """Return which names stand in a text as words of their own, or anywhere where they are more than one word."""
    words = {*re.findall(r"[\w.\-]+", text), *_word.findall(text)}
    pieces = {text[place : place + PIECE] for place in range(len(text))}
    may_stand = (name for name in secrets if {name[:PIECE], name[-PIECE:]} <= pieces or len(name) < PIECE)
    return {name for name in may_stand if (name in words if _word.fullmatch(name) else name in text)}


def texts_said(texts: frozenset[str], said: list[str]) -> set[str]:
    """Return which texts of WORDS_OF_TEXT words stand among the words that are said, a first and a last one in part."""
    inside: dict[tuple[str, ...], set[str]] = {}
    for place in range(len(said) - WORDS_OF_TEXT + 1):
        window = said[place : place + WORDS_OF_TEXT]
        inside.setdefault(tuple(window[1:-1]), set()).add(" ".join(window))
    return {text for text in texts if any(text in window for window in inside.get(tuple(text.split()[1:-1]), ()))}


def names_in(case: Case) -> frozenset[str]:
    """Return every handle, account id and display name of a case, of four letters and more."""
    posts = case.posts().select("handle", "display_name", "account_id")
    rows = pl.concat([posts, case.accounts().select("handle", "display_name", "account_id")]).unique().collect()
    written = {str(cell).lstrip("@") for row in rows.iter_rows() for cell in row if cell}
    targets = {name for one in kept_targets(case.path).targets for name in (one.name, *one.aliases, *one.accounts)}
    return frozenset(name.casefold() for name in written | targets if len(name) >= SHORTEST_NAME)


def texts_in(case: Case) -> frozenset[str]:
    """Return the first words of every post and of what every account says of itself."""
    posts = case.posts().select("text").unique().collect()["text"].drop_nulls()
    bios = case.accounts().select("bio").unique().collect()["bio"].drop_nulls()
    begun = (_word.findall(text.casefold()) for text in [*posts, *bios])
    return frozenset(" ".join(words[:WORDS_OF_TEXT]) for words in begun if len(words) >= WORDS_OF_TEXT)


def plain(text: str) -> str:
    """Return a text's words as they are compared: no marks, no tags, one space between."""
    text = re.sub(r"data:image/[^\"]*", "", text)
    text = text.replace("\0", "").replace(ISOLATE, "").replace(END_ISOLATE, "").replace("\\", "").replace("[.]", ".")
    return " ".join(text.casefold().split())


@pytest.mark.parametrize(("guide", "form"), FORMS)
def test_a_public_report_names_nobody(guide: str, form: str) -> None:
    told = told_of(guide)
    assert names_said(told.secrets, told.forms[form]) == set()
    assert len(told.secrets) > 100
    assert "accounts appear under pseudonyms" in told.forms[form]


@pytest.mark.parametrize(("guide", "form"), FORMS)
def test_a_public_report_quotes_no_post_and_no_profile(guide: str, form: str) -> None:
    told = told_of(guide)
    assert texts_said(told.texts, _word.findall(told.forms[form])) == set()
    assert len(told.texts) > 100


@pytest.mark.parametrize(("guide", "form"), FORMS)
def test_a_public_report_has_no_seconds_and_no_address_alive(guide: str, form: str) -> None:
    told = told_of(guide).forms[form]
    assert not re.search(r"\d{2}:\d{2}:\d{2}", told)
    assert not re.search(r"https?://(?!www\.w3\.org)", told)


@pytest.mark.parametrize("form", ["html", "markdown"])
@pytest.mark.parametrize("guide", GUIDES)
def test_a_peer_report_has_pseudonyms_and_no_handles(guide: str, form: str) -> None:
    told = told_of(guide)
    assert names_said(told.secrets, told.peer[form]) == set()
    assert "account-" in told.peer[form]


def test_what_is_looked_for_is_found_in_an_internal_report() -> None:
    told = told_of(GUIDES[2])
    page = plain(told.pages["internal"])
    said = _word.findall(page)
    assert len(names_said(told.secrets, page)) > 50
    found = texts_said(told.texts, said)
    assert found == {text for text in told.texts if text in " ".join(said)}
    assert len(found) > 10


OTHER_LANGUAGES = ("de", "es")
PROFILES = ("internal", "public")
ENGLISH = re.compile(r"\b(?:the|which|what|accounts|posts|together|whether|others)\b")
"""Words that stand in most English sentences, and in none of the others."""

_tag = re.compile(r"<style>.*?</style>|<script>.*?</script>|<[^>]*>", re.DOTALL)
_amount = re.compile(r"\d+(?:[.,]\d+)*")


def amounts_of(page: str) -> list[str]:
    """Return all numbers of a page in order of size, without the signs that part them."""
    return sorted(re.sub("[.,]", "", one) for one in _amount.findall(unescape(_tag.sub(" ", page))))


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
@pytest.mark.parametrize("guide", GUIDES)
def test_reports_in_other_languages_leave_nothing_in_english(guide: str, language: str) -> None:
    for profile in PROFILES:
        page, unknown = retold(guide, profile, language)
        assert unknown == []
        assert f'<html lang="{language}">' in page and 'lang="en"' not in page


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
@pytest.mark.parametrize("guide", GUIDES)
def test_a_public_report_in_another_language_has_no_english_sentence(guide: str, language: str) -> None:
    said = retold(guide, "public", language)[0]
    said = re.sub(r"<(bdi|code|time)\b.*?</\1>|\S*(?:\[\.\]|://)\S*|What chance looks like", " ", said, flags=re.DOTALL)
    assert ENGLISH.findall(_tag.sub(" ", said)) == []


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
@pytest.mark.parametrize("guide", GUIDES)
def test_reports_in_other_languages_hold_the_same_numbers(guide: str, language: str) -> None:
    for profile in PROFILES:
        assert amounts_of(retold(guide, profile, language)[0]) == amounts_of(told_of(guide).pages[profile])


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_a_public_report_in_another_language_hides_the_same_names(language: str) -> None:
    told = told_of(GUIDES[2])
    page = retold(GUIDES[2], "public", language)[0]
    assert names_said(told.secrets, plain(page)) == set() == names_said(told.secrets, plain(render_markdown(page)))
