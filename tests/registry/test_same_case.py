"""A case is known by what its files hold, wherever it lies."""

import hashlib

from unisono.registry.same_case import case_key, is_same_case, sources_of


def test_a_case_is_the_same_before_and_after_files_were_added() -> None:
    before, after = frozenset("ab"), frozenset("abc")
    assert is_same_case(before, before)
    assert is_same_case(before, after)
    assert is_same_case(after, before)


def test_cases_that_share_some_files_only_are_different() -> None:
    assert not is_same_case(frozenset("ab"), frozenset("bc"))
    assert not is_same_case(frozenset("a"), frozenset("b"))


def test_cases_without_files_are_the_same_as_none() -> None:
    assert not is_same_case(frozenset(), frozenset())
    assert not is_same_case(frozenset(), frozenset("a"))
    assert sources_of(None) == frozenset()


def test_the_key_is_that_of_the_files_in_any_order() -> None:
    assert case_key(["b", "a", "b"]) == case_key(["a", "b"]) == hashlib.sha256(b"a\nb").hexdigest()[:16]
    assert case_key(["a"]) != case_key(["b"])
    assert sources_of('["a", "b"]') == frozenset("ab")
