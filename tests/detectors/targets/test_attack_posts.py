"""Which posts attack which target, where several are named."""

from datetime import timedelta

import polars as pl

from tests.detectors.targets.planted_attacks import START, TARGETS, Row, write_posts
from unisono.cases.targets import Target, Targets, WordList
from unisono.detectors.targets.attack_posts import ATTACKS, ELSEWHERE, REASONS, Attacks, find_attacks

BOTH = "Ilva Sorrendo and Bruno Tascher, you are an idiot"


def attacks_in(rows: list[Row], targets: Targets = TARGETS) -> Attacks:
    at = [{"account": 50 + number, "at": START + timedelta(minutes=number), **row} for number, row in enumerate(rows)]
    return find_attacks(write_posts(at), targets)


def assigned(found: Attacks) -> dict[int, int]:
    return dict(found.attacks.select("act", "target").iter_rows())


def test_a_hostile_post_has_severity_kinds_and_phrases_and_a_calm_one_is_no_attack() -> None:
    found = attacks_in(
        [{"text": "Ilva Sorrendo, I will kill you"}, {"text": "Ilva Sorrendo won"}, {"text": "an idiot"}]
    )
    (row,) = found.attacks.to_dicts()
    assert (row["target"], row["act"], row["severity"], row["kinds"], row["tags"]) == (0, 0, 4, ["threat"], [])
    assert [phrase.casefold() for phrase in row["phrases"]] == ["i will kill you"]
    assert found.attacks.columns == list(ATTACKS)


def test_a_post_that_names_two_goes_to_whom_others_attack_at_that_time() -> None:
    attack = [{"text": f"Bruno Tascher, I will kill you {number}"} for number in range(5)]
    later = {"text": BOTH, "at": START + timedelta(days=3)}
    assert assigned(attacks_in([*attack, {"text": BOTH}, later])) == {**dict.fromkeys(range(6), 1), 6: 0}


def test_a_post_that_names_two_goes_to_the_account_that_it_answers() -> None:
    attack = [{"text": f"Bruno Tascher, I will kill you {number}"} for number in range(5)]
    answer = {"text": BOTH, "kind": "reply", "ref_handle": "rosareporter", "ref_post_id": "1"}
    assert assigned(attacks_in([*attack, answer]))[5] == 2


def test_a_post_that_names_two_goes_to_the_target_of_its_hashtag() -> None:
    targets = Targets((TARGETS.targets[0], Target("Bruno", aliases=("Bruno Tascher",), hashtags=("OutBruno",))))
    found = attacks_in([{"text": "Ilva Sorrendo, you idiot", "hashtags": ["outbruno"]}], targets)
    assert found.attacks.select("target", "tags", "targets").rows() == [(1, ["outbruno"], 2)]


def test_each_target_that_a_post_does_not_count_for_has_the_reason() -> None:
    attack = [{"text": f"Bruno Tascher, I will kill you {number}"} for number in range(5)]
    answer = {"text": BOTH, "kind": "reply", "ref_handle": "rosareporter", "ref_post_id": "1"}
    later = {"text": BOTH, "at": START + timedelta(days=3)}
    found = attacks_in([*attack, {"text": BOTH}, answer, later])
    told = [("first_named", 7, 0, 1), ("nearby", 5, 1, 0), ("answer", 6, 2, 0), ("answer", 6, 2, 1)]
    assert {(row["reason"], row["act"], row["counts_for"], row["target"]) for row in found.elsewhere.to_dicts()} == set(
        told
    )
    assert found.elsewhere.columns == list(ELSEWHERE)
    assert set(found.elsewhere["reason"]) < set(REASONS)


def test_every_attack_has_one_target_whatever_the_order_of_rows() -> None:
    rows: list[Row] = [
        {"text": BOTH},
        {"text": "Ilva Sorrendo, you are an idiot"},
        {"text": "@rosareporter I will kill you"},
    ]
    posts = write_posts([{"account": n, "at": START + timedelta(minutes=n), **row} for n, row in enumerate(rows)])
    one, two = (find_attacks(frame, TARGETS) for frame in (posts, posts.reverse()))
    same = [set(found.of(n)["post"].to_list()) for found in (one, two) for n in range(3)]
    assert same[:3] == same[3:]
    assert one.attacks["act"].is_unique().all()


def test_a_word_list_of_the_user_counts() -> None:
    rows: list[Row] = [{"text": "Ilva Sorrendo is a zorblat"}]
    assert attacks_in(rows).attacks.height == 0
    with_words = Targets(TARGETS.targets, (WordList("mine", "zorblat\n"),))
    assert attacks_in(rows, with_words).attacks["severity"].to_list() == [1]


def test_posts_of_a_given_hashtag_need_no_hostile_words() -> None:
    targets = Targets((Target("Ilva", aliases=("Ilva Sorrendo",), hashtags=("FueraIlva",)),))
    found = attacks_in([{"text": "out", "hashtags": ["FueraIlva"]}, {"text": "Ilva Sorrendo"}], targets)
    assert found.attacks.select("act", "severity", "tags").rows() == [(0, 0, ["fuerailva"])]


def test_a_case_without_targets_or_posts_has_no_attacks() -> None:
    assert attacks_in([{"text": "an idiot"}], Targets()).attacks.height == 0
    empty = find_attacks(write_posts([{"account": 1, "at": START, "text": "a"}]).clear(), TARGETS)
    assert (empty.attacks.height, empty.campaigns.height) == (0, 0)
    assert isinstance(empty.of(0), pl.DataFrame)
