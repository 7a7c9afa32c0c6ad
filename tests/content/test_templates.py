"""A template has the words that near-duplicate texts share, and counts what fills its slots."""

import random

import orjson
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dossiers.written_case import SPUN, spun_texts
from unisono.content.template_line import Slot
from unisono.content.templates import Template, line_in_common, shown_template_of, template_of
from unisono.content.text_words import words_of

VOCABULARY = [
    "I",
    "was",
    "a",
    "Nurse",
    "nurse",
    "the",
    "20",
    "7",
    "@ann",
    "@bob",
    "#go",
    "https://a.example/1",
    "护士",
]
TEXTS = st.lists(st.lists(st.sampled_from(VOCABULARY), max_size=8).map(" ".join), min_size=1, max_size=8)


def fillers(slot: Slot) -> dict[str, int]:
    """Return what fills a slot, with its posts."""
    return {filler.text: filler.posts for filler in slot.fillers}


def expanded(template: Template, filled: tuple[str, ...]) -> tuple[str, ...]:
    """Return the keys of the words that the template gives with these fillers."""
    keys: list[str] = []
    waiting = list(zip(template.slots, filled, strict=True))
    for position in range(len(template.words) + 1):
        while waiting and waiting[0][0].position == position:
            keys.extend(words_of(waiting.pop(0)[1]).keys)
        if position < len(template.words):
            keys.extend(words_of(template.words[position]).keys)
    return tuple(keys)


@given(TEXTS)
@settings(max_examples=200, deadline=None)
def test_a_template_expands_to_each_text_that_it_claims_to_cover(texts: list[str]) -> None:
    template = template_of(texts)
    filled = template.fillers_of(texts)
    covered = {text: own for text, own in zip(texts, filled, strict=True) if own is not None}
    assert len(covered) == template.fitting
    for text, own in covered.items():
        assert expanded(template, own) == words_of(text).keys
        assert all(
            piece.casefold() in {filler.text.casefold() for filler in slot.fillers}
            for slot, piece in zip(template.slots, own, strict=True)
        )
    assert all(sum(filler.texts for filler in slot.fillers) == template.fitting for slot in template.slots)


@given(TEXTS, st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_the_order_of_texts_does_not_matter(texts: list[str], chance: random.Random) -> None:
    shuffled = texts.copy()
    chance.shuffle(shuffled)
    assert template_of(texts) == template_of(shuffled)


def test_words_that_differ_are_slots_with_their_posts_counted() -> None:
    texts = ["I was a nurse for 20 years until they came.", "I was a teacher for 15 years until they came."]
    template = template_of([*texts, "i was a NURSE for 15 years, until they came."], [9, 3, 3])
    assert template.line == "I was a ⟨nurse 12 · teacher 3⟩ for ⟨20 · 15⟩ years until they came."
    assert [(slot.position, slot.kind) for slot in template.slots] == [(3, "words"), (4, "number")]
    assert fillers(template.slots[0]) == {"nurse": 12, "teacher": 3}
    assert (template.texts, template.fitting, template.posts, template.share) == (3, 3, 15, 1.0)


def test_an_identical_text_has_no_slots() -> None:
    for texts in (["Hello, @ann: 7 days #go"], ["Hello, @ann: 7 days #go"] * 3, [""], []):
        template = template_of(texts)
        assert template.slots == ()
        assert template.line == (texts[0] if texts else "")


def test_optional_words_are_slots_that_may_be_empty_and_synonyms_stand_side_by_side() -> None:
    template = template_of(["a very big crowd at the port", "a large crowd at the port", "a big crowd at the port"])
    assert template.line == "a ⟨big 1 · large 1 · very big 1⟩ crowd at the port"
    assert fillers(template_of(["it is so cold today", "it is cold today"]).slots[0]) == {"so": 1, "": 1}


def test_mentions_links_tags_and_numbers_are_named_by_kind() -> None:
    template = template_of(["@ann look: https://a.example/1 #one", "@bob look: https://a.example/2 #two"])
    assert template.line == "⟨mention⟩ look: ⟨link⟩ ⟨#tag⟩"
    assert [slot.kind for slot in template.slots] == ["mention", "link", "tag"]


def test_scripts_without_spaces_and_from_right_to_left_are_aligned() -> None:
    chinese = template_of(["我是一名护士,我不会沉默", "我是一名老师,我不会沉默"])
    assert chinese.line == "我是一名⟨护士 1 · 老师 1⟩,我不会沉默"
    assert template_of(["私は教師です", "私は看護師です"]).line == "私は⟨教師 1 · 看護師 1⟩です"
    assert (
        template_of(["كنت \u202bممرضة\u202c حتى اليوم", "كنت معلما حتى اليوم"]).line
        == "كنت ⟨معلما 1 · ممرضة 1⟩ حتى اليوم"
    )


def test_odd_texts_do_not_spoil_the_template_of_many() -> None:
    texts = [f"we met a {job} in the old town today" for job in map(str.upper, "bcdefghijklmnopqrstu")]
    template = template_of([*texts, "we met in a pub", "lol we met a zoo in the old town today"])
    assert template.line.startswith("we met a ⟨")
    assert template.line.endswith("⟩ in the old town today")
    assert (template.texts, template.fitting) == (22, 20)
    assert template.fillers_of(["nothing like it", texts[0]]) == [None, ("B",)]


def test_a_template_is_a_json_document() -> None:
    document = orjson.loads(orjson.dumps(template_of(["one a two", "one b two"], [2, 1]).as_json()))
    assert document["slots"] == [
        {
            "position": 1,
            "kind": "words",
            "different": 2,
            "fillers": [{"text": "a", "texts": 1, "posts": 2}, {"text": "b", "texts": 1, "posts": 1}],
        }
    ]
    assert (document["line"], document["texts_that_fit"], document["posts"]) == ("one ⟨a 2 · b 1⟩ two", 2, 3)


def test_disguised_copies_fit_and_count_as_the_same_filler() -> None:
    texts = [
        "I was a nurse until I read this",
        "I was а nursе until I rеаd this",
        "I was a ｎｕｒｓｅ until I read this",
        "I was a nu\u200brse unt\u200dil I read this",
        "I was a teacher until I read this",
    ]
    template = template_of(texts, [3, 1, 1, 1, 2])
    assert template.line == "I was a ⟨nurse 6 · teacher 2⟩ until I read this"
    assert template.fitting == 5
    assert [filler.texts for filler in template.slots[0].fillers] == [4, 1]


def test_a_few_copies_spelled_otherwise_leave_the_template_of_those_that_fit_each_other() -> None:
    texts = spun_texts()
    assert template_of(texts).words == ()
    shown = shown_template_of(texts)
    assert " ".join(shown.words) == SPUN
    assert (shown.texts, shown.fitting, shown.fitting_posts) == (17, 11, 11)
    assert sum(own is not None for own in shown.fillers_of(texts)) == 11
    assert fillers(shown.slots[0]) == {"": 9, "@someone": 1, "SHAME": 1}


def test_what_nearly_all_texts_have_is_shown_where_it_is_not_hardly_any() -> None:
    texts = [f"we met a {job} in the old town today" for job in "bcdefghijk"]
    assert shown_template_of([*texts, "we met in the pub"]) == template_of([*texts, "we met in the pub"])


def test_texts_that_share_nothing_are_shown_as_the_one_that_was_posted_most() -> None:
    shown = shown_template_of(["alpha beta", "gamma delta"], [2, 3])
    assert (shown.line, shown.fitting, shown.fitting_posts, shown.posts) == ("gamma delta", 1, 3, 5)
    assert shown_template_of([]) == template_of([])


@given(TEXTS, st.randoms(use_true_random=False))
@settings(max_examples=50, deadline=None)
def test_what_is_shown_fits_as_many_texts_as_it_says_in_any_order(texts: list[str], chance: random.Random) -> None:
    shown = shown_template_of(texts)
    fitting = {text for text, own in zip(texts, shown.fillers_of(texts), strict=True) if own is not None}
    assert len(fitting) == shown.fitting
    shuffled = texts.copy()
    chance.shuffle(shuffled)
    assert shown == shown_template_of(shuffled)


def test_texts_that_share_something_else_have_a_line_only_where_most_share_their_words() -> None:
    alike = ["The bridge opens today, says the mayor", "The bridge opens tomorrow, says the mayor"]
    assert line_in_common(alike) == "The bridge opens ⟨today 1 · tomorrow 1⟩, says the mayor"
    other = ["Nobody asked for more rain", "Seven cats slept on a roof", "Buy lamps"]
    assert line_in_common(other) is None
    assert line_in_common([*alike, *other[:1]]) == line_in_common(alike)
    assert line_in_common([*alike, *other]) is None
    assert line_in_common([*alike, *other], [9, 9, 1, 1, 1]) is not None
    assert line_in_common([]) is None
