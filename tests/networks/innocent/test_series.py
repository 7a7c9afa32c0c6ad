"""Line S1, line S3, line U2: accounts of one series say in their biographies which of it they are."""

import pytest

from tests.networks.innocent.views_by_hand import Act, everyone, view_of
from unisono.networks.innocent.series import count_series


def in_series(*profiles: dict[str, str]) -> int:
    acts = [Act(f"m{member}", "tag", float(member), layer="hashtag") for member in range(len(profiles))]
    found = count_series(view_of(acts, profiles=everyone(*profiles)))
    return int(found["in_series"].item()) if found.height else 0


def lines(*names: str, handle: str = "delays_{}", bio: str = "Delays on line {}. Unofficial.") -> list[dict[str, str]]:
    return [{"handle": handle.format(name), "bio": bio.format(name)} for name in names]


@pytest.mark.parametrize("handle", ["delays_{}", "Delays{}", "{}_delays", "delays.{}", "@delays_{}@trains.example"])
def test_handles_alike_but_for_what_the_biography_names_are_a_series(handle: str) -> None:
    assert in_series(*lines("S1", "S3", "U2", handle=handle)) == 3


def test_a_series_is_counted_among_strangers() -> None:
    assert in_series(*lines("S1", "S3", "U2"), {"handle": "ann_lee", "bio": "I sing."}) == 3


@pytest.mark.parametrize(
    "profiles",
    [
        lines("S1", "S3"),
        lines("11", "12", "13"),
        lines("S1", "S3", "U2", bio="Proud patriot."),
        lines("S1", "S3", "U2", handle="{}"),
        [
            {"handle": "voice_leeds", "bio": "leeds"},
            {"handle": "truth_york", "bio": "york"},
            {"handle": "a_b", "bio": "b"},
        ],
        [{"handle": "fan_leeds", "bio": "a fan of leeds"}] * 3,
        [{"handle": "delays_S1"}, {"handle": "delays_S3"}, {"handle": "delays_U2"}],
    ],
    ids=["two", "numbers", "biography", "whole", "stems", "one-part", "no-biography"],
)
def test_what_is_no_series(profiles: list[dict[str, str]]) -> None:
    assert in_series(*profiles) == 0


def test_arabic_and_japanese_parts_count_as_well() -> None:
    assert in_series(*lines("القاهرة", "طنطا", "دمياط", handle="news_{}", bio="أخبار {} كل يوم")) == 3
