"""How far posts of a network went: who outside passed them on, in how many groups at least."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.exports.report.frames.passed_posts import Row, passing_case, post, readers, written
from unisono.exports.report.frames.passing_on import FEWEST, PassedOn, definition, passed_on_of_networks


def found(folder: Path, *parts: list[Row], acts: Sequence[tuple[str, int]] = ()) -> PassedOn:
    case, run = passing_case(folder / "case", [row for part in parts for row in part], acts)
    return passed_on_of_networks(case, run, [1])[1]


def crowd(name: str, start: int, beside: str, people: int = FEWEST, **other: Any) -> list[Row]:
    return list(readers([f"{name}{number}" for number in range(people)], "n1", beside, start, **other))


def test_accounts_tied_by_another_author_are_one_community(tmp_path: Path) -> None:
    told = found(tmp_path, written(), crowd("a", 100, "singer"))
    assert told == PassedOn(("twitter",), 4, 4, times=FEWEST, accounts=FEWEST, communities=1)


def test_groups_that_share_no_author_are_two_and_a_shared_author_makes_them_one(tmp_path: Path) -> None:
    apart = [*crowd("a", 100, "singer"), *crowd("b", 200, "party")]
    assert found(tmp_path / "apart", written(), apart).communities == 2
    bridge = [post(300, "a0", "paper"), post(301, "b0", "paper")]
    assert found(tmp_path / "tied", written(), apart, bridge).communities == 1


def test_groups_of_two_languages_are_two_whatever_they_share(tmp_path: Path) -> None:
    both = [*crowd("a", 100, "singer", lang="es"), *crowd("b", 200, "singer", lang="en")]
    assert found(tmp_path, written(), both).communities == 2


def test_too_few_accounts_are_no_community(tmp_path: Path) -> None:
    told = found(tmp_path, written(), crowd("a", 100, "singer", FEWEST - 1))
    assert (told.communities, told.accounts, told.ungrouped) == (0, FEWEST - 1, FEWEST - 1)


def test_a_community_that_files_name_needs_one_account(tmp_path: Path) -> None:
    named = [post(100, "a", "n1", community_id="gardeners"), post(101, "b", "n2", community_id="cyclists")]
    told = found(tmp_path, written(), named, [post(102, "n3", "n1", community_id="its own")])
    assert (told.communities, told.ungrouped) == (2, 0)


def test_posts_of_the_network_that_its_own_accounts_pass_on_went_nowhere(tmp_path: Path) -> None:
    told = found(tmp_path, written(), [post(100, "n2", "n1"), post(101, "stranger", "singer")])
    assert (told.times, told.accounts, told.communities) == (0, 0, 0)


def test_the_author_of_a_passed_post_is_looked_up_in_the_case(tmp_path: Path) -> None:
    unnamed = [post(100 + number, f"a{number}", "n1", ref_account_id=None, ref_post_id="1") for number in range(FEWEST)]
    assert found(tmp_path, written(), unnamed, [post(200, "b", "singer")]).accounts == FEWEST


def test_a_network_that_wrote_nothing_is_not_placed(tmp_path: Path) -> None:
    told = found(tmp_path, [post(1, "n1", "singer"), *crowd("a", 100, "singer")])
    assert told.communities is None
    assert "nothing of their own" in told.cannot_say


def test_a_network_that_mostly_passes_on_what_others_wrote_is_not_placed_by_its_own_posts(tmp_path: Path) -> None:
    rows = [*written(), *crowd("a", 100, "singer")]
    assert found(tmp_path / "own", rows, acts=[("text", 1), ("repost", 2), ("text", 3)]).communities == 1
    told = found(tmp_path / "others", rows, acts=[("text", 1), ("repost", 2)])
    assert (told.communities, told.own_posts) == (None, 4)
    assert told.cannot_say.startswith("1 of 2 posts with which it acted together pass on what others wrote")


def test_files_without_reposts_say_nothing_of_communities(tmp_path: Path) -> None:
    told = found(tmp_path, written(), [post(100, "stranger")])
    assert (told.own_posts, told.communities) == (4, None)
    assert "holds no repost" in told.cannot_say


def test_no_network_gives_no_answer(tmp_path: Path) -> None:
    case, run = passing_case(tmp_path / "case", written())
    assert passed_on_of_networks(case, run, []) == {}


def test_the_definition_says_how_many_accounts_it_takes() -> None:
    assert f"{FEWEST} accounts or more" in definition()
    assert "lower bound" in definition()
