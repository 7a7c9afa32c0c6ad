"""The vocabulary: every language has patterns and words enough."""

from unisono.worlds.names import LANGUAGES
from unisono.worlds.vocabulary import PATTERNS, WORDS


def test_every_language_has_patterns_and_words() -> None:
    assert set(PATTERNS) == set(WORDS) == set(LANGUAGES)
    assert all(len(patterns) >= 6 for patterns in PATTERNS.values())
    assert all(len(set(words.split())) >= 18 for words in WORDS.values())


def test_every_pattern_can_be_filled() -> None:
    for patterns in PATTERNS.values():
        for pattern in patterns:
            assert "x" in pattern.format(a="x", b="x", name="x", number=7)
