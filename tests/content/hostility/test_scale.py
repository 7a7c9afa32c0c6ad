"""The words of the scale belong to what the lexicons hold."""

from unisono.content.hostility.lexicon import USUAL_SEVERITY, own_lexicon
from unisono.content.hostility.scale import KINDS, LANGUAGES, SEVERITIES, UNSPACED


def test_every_kind_has_a_usual_severity_of_the_scale() -> None:
    assert set(USUAL_SEVERITY) == set(KINDS)
    assert set(USUAL_SEVERITY.values()) <= set(SEVERITIES)
    assert set(UNSPACED) <= set(LANGUAGES)


def test_every_language_has_phrases_of_every_severity_and_says_who_is_spoken_to() -> None:
    for language in LANGUAGES:
        entries = own_lexicon(language).entries
        assert {entry.severity for entry in entries} >= set(SEVERITIES), language
        assert {"calm", "before", "play", "you"} <= {entry.kind for entry in entries}, language
