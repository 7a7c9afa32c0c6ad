"""Targets and word lists that a case keeps."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.cases import create_case
from unisono.cases.targets import (
    Target,
    Targets,
    WordList,
    add_target,
    keep_words,
    kept_targets,
    kept_words,
    remove_target,
    remove_words,
)
from unisono.model.errors import DataRejectedError, UsageError


def test_names_given_later_are_added_to_those_given_before(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    add_target(case, Target("Ilva", aliases=("Ilva Sorrendo",), hashtags=("Out",)))
    kept = add_target(case, Target("ilva", aliases=("ilva sorrendo", "Sorrendo"), accounts=("ilvas",)))
    assert kept == Target("Ilva", ("Ilva Sorrendo", "Sorrendo"), ("Out",), ("ilvas",))
    assert kept_targets(case).targets == (kept,)


def test_targets_are_kept_in_every_script_and_removed(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    for name in ("فاطمة", "山田太郎", "मोदी", "O'Neil", "Навальный"):
        add_target(case, Target(name))
    assert {one.name for one in kept_targets(case).targets} == {"فاطمة", "山田太郎", "मोदी", "O'Neil", "Навальный"}
    remove_target(case, "मोदी")
    assert len(kept_targets(case).targets) == 4
    with pytest.raises(UsageError, match=r"no target named मोदी.*unisono target list"):
        remove_target(case, "मोदी")


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    add_target(case, Target("a"))
    for content in (b"{", b"[]", b'{"name": "a", "aliases": "x", "hashtags": [], "accounts": []}'):
        (case / "targets" / "a.json").write_bytes(content)
        with pytest.raises(DataRejectedError, match=r"a\.json is damaged"):
            kept_targets(case)


def test_a_target_goes_by_its_own_name_only_without_aliases_and_accounts() -> None:
    assert Target("mayor").names == ("mayor",)
    assert Target("mayor", hashtags=("x",)).names == ("mayor",)
    assert Target("mayor", aliases=("Ilva",)).names == ("Ilva",)
    assert Target("mayor", accounts=("ilvas",)).names == ()


def test_a_target_is_found_in_any_case_of_letters() -> None:
    targets = Targets((Target("Ilva"), Target("Bruno")))
    assert targets.named(" BRUNO ").name == "Bruno"
    with pytest.raises(KeyError):
        targets.named("nobody")


def test_word_lists_are_kept_replaced_and_removed(tmp_path: Path) -> None:
    case = create_case(tmp_path / "case").path
    keep_words(case, WordList("mine", "a\n"))
    keep_words(case, WordList("mine", "ladrón\n"))
    assert kept_words(case) == (WordList("mine", "ladrón\n"),)
    assert kept_targets(case).words == kept_words(case)
    with pytest.raises(UsageError, match=r"no word list named other\. It has: mine"):
        remove_words(case, "other")
    remove_words(case, "Mine")
    assert kept_words(case) == ()
    keep_words(case, WordList("mine", "a\n"))
    (case / "words" / "mine.json").write_bytes(b"{")
    with pytest.raises(DataRejectedError, match=r"mine\.json is damaged"):
        kept_words(case)


@given(
    names=st.lists(st.text(min_size=1, max_size=8), max_size=5),
    more=st.lists(st.text(min_size=1, max_size=8), max_size=5),
)
def test_no_name_is_kept_twice_and_none_is_lost(
    tmp_path_factory: pytest.TempPathFactory, names: list[str], more: list[str]
) -> None:
    case = create_case(tmp_path_factory.mktemp("cases") / "case").path
    add_target(case, Target("x", aliases=tuple(dict.fromkeys(names))))
    kept = add_target(case, Target("x", aliases=tuple(more)))
    assert {one.casefold() for one in kept.aliases} == {one.casefold() for one in [*names, *more]}
    assert kept_targets(case).targets == (kept,)
