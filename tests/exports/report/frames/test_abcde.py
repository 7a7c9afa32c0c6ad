"""ABCDE: what was computed stands there with the counts of the network's page, the rest is left to people."""

from pathlib import Path

import pytest

from tests.exports.report.invented import Shape, build_case
from unisono.cases import Case, Run
from unisono.dossiers.network.content import content_of_networks
from unisono.dossiers.network.describing import describe_network
from unisono.dossiers.network.life import lives_of_networks
from unisono.dossiers.network.purpose import purposes_of_networks
from unisono.exports.report.amounts import Clock
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.frames.abcde import AbcdeView, purposes_in_words, view_abcde
from unisono.exports.report.network_views import NetworkFacts
from unisono.exports.report.reading import read_material

HIDING = Disclosure("public", b"k" * 32, {"twitter:1": "voice_1_0003"})


def facts_of(case: Case, run: Run, numbers: list[int]) -> dict[int, NetworkFacts]:
    contents, lives = content_of_networks(case, run, numbers), lives_of_networks(case, run, numbers)
    purposes = purposes_of_networks(case, run, numbers)
    return {number: NetworkFacts(contents[number], lives[number], purposes[number]) for number in numbers}


def frame(case: Case, run: Run, numbers: list[int], disclosure: Disclosure | None = None) -> AbcdeView:
    facts = facts_of(case, run, numbers) if numbers else {}
    return view_abcde(case, read_material(case, run), facts, disclosure or Disclosure(), Clock(case.zone))


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, Run]:
    return build_case(tmp_path_factory.mktemp("abcde") / "two", zone="Europe/Madrid")


def test_counts_are_those_of_the_page_of_each_network(two: tuple[Case, Run]) -> None:
    view = frame(*two, [1, 2])
    for behaviour, content, degree in zip(view.behaviour, view.content, view.degree, strict=True):
        page = describe_network(*two, behaviour.network)
        assert (degree.accounts, degree.posts, degree.days) == (page["size"], page["posts"], len(page["timeline"]))
        assert degree.published == sum(one["posts"] for one in page["life"]["days"])
        assert behaviour.days == degree.days
        assert (behaviour.first_at, behaviour.last_at) == (page["first_at"], page["last_at"])
        assert content.texts.startswith(f"{page['texts_found']:,} text") or not page["texts_found"]
        tags = [one for one in page["objects"] if one["layer"] == "hashtag"]
        assert (f"({tags[0]['accounts']} accounts)" in content.tags) if tags else not content.tags


def test_all_networks_together_are_counted_once_and_as_a_share_of_the_case(two: tuple[Case, Run]) -> None:
    view = frame(*two, [1, 2])
    assert view.together is not None
    assert view.together.accounts == sum(one.accounts for one in view.degree) == 25
    assert view.together.posts == sum(one.posts for one in view.degree)
    assert view.together.share == pytest.approx(view.together.published / 48_213)
    assert view.together.platforms == "twitter"
    assert view.left_out == 0


def test_one_network_needs_no_sum_and_those_left_out_are_counted(two: tuple[Case, Run]) -> None:
    view = frame(*two, [1])
    assert view.together is None
    assert view.left_out == 1


def test_actor_and_effect_hold_nothing_that_was_computed(two: tuple[Case, Run]) -> None:
    assert list(frame(*two, [1, 2]).reviews) == []


def test_a_run_without_networks_leaves_every_part_empty(tmp_path: Path) -> None:
    view = frame(*build_case(tmp_path / "none", []), [])
    assert (list(view.behaviour), list(view.content), list(view.degree), view.together) == ([], [], [], None)


def test_purposes_that_cannot_be_told_say_so(tmp_path: Path) -> None:
    case, run = build_case(tmp_path / "few", [Shape(4, 2, 1, 5, ("repost",))])
    purpose = purposes_of_networks(case, run, [1])[1]
    assert purposes_in_words(purpose) == purpose.cannot_say
    assert purpose.cannot_say.startswith("cannot say")


def test_sites_and_tags_hide_whom_the_copy_hides(two: tuple[Case, Run]) -> None:
    told = " ".join(str(one) for one in frame(*two, [1, 2], HIDING).content)
    assert "voice_1_0003" not in told
    assert "news-of-the-day[.]example" in told
