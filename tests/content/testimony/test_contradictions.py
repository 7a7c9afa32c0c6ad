"""Claims contradict each other only where no one person can be all of it."""

from datetime import UTC, datetime, timedelta

import pytest

from unisono.content.testimony.contradictions import Claim, contradictions_of, surplus_of

START = datetime(2020, 1, 1, tzinfo=UTC)


def claims(*said: tuple[str, str], days: float = 1.0) -> list[Claim]:
    """Return claims given as (kind, meaning), some days apart."""
    return [
        Claim(START + timedelta(days=days * number), f"x:{number}", kind, meaning)
        for number, (kind, meaning) in enumerate(said)
    ]


@pytest.mark.parametrize(
    "said",
    [
        [("occupation", "nurse"), ("occupation", "farmer"), ("occupation", "nurse")],
        [("family", "mother"), ("group", "woman"), ("family", "parent")],
        [("age", "24"), ("age", "25")],
        [("origin", "texas"), ("origin", "houston")],
        [("lifelong", "democrat"), ("former", "republican")],
        [("religion", "christian"), ("religion", "catholic")],
        [("former", "nurse"), ("former", "farmer"), ("former", "baker")],
        [("relative", "wife doctor"), ("family", "wife")],
        [],
    ],
)
def test_what_one_person_may_be_contradicts_nothing(said: list[tuple[str, str]]) -> None:
    assert contradictions_of(claims(*said)) == ()


def test_three_occupations_mother_and_father_and_two_ages_contradict() -> None:
    found = contradictions_of(
        claims(
            *(("occupation", "nurse"), ("occupation", "farmer"), ("occupation", "baker")),
            *(("family", "mother"), ("family", "father"), ("age", "24"), ("age", "61")),
        )
    )
    assert [one.sentence for one in found] == [
        "24 and 61 years old, further apart than the time between the posts",
        "mother and father",
        "3 occupations (baker, farmer, nurse)",
    ]
    assert surplus_of(found) == 3
    assert found[1].posts == ("x:3", "x:4")


def test_two_lifelong_allegiances_and_two_religions_contradict() -> None:
    found = contradictions_of(
        claims(("lifelong", "democrat"), ("lifelong", "republican"), ("religion", "muslim"), ("religion", "catholic"))
    )
    assert [(one.kind, one.surplus) for one in found] == [("lifelong", 1), ("religion", 1)]


def test_people_grow_older_between_their_posts() -> None:
    assert contradictions_of(claims(("age", "24"), ("age", "34"), days=3652)) == ()
    assert surplus_of(contradictions_of(claims(("age", "34"), ("age", "24"), days=3652))) == 1
