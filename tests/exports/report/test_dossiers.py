"""The report shows hashtags, posts, targets and watchlists of a case, the posts in every copy of it."""

import re
from pathlib import Path

import pytest

from tests.detectors.small_world import case_of, scanned, world
from tests.dossiers.target.attacked_case import attacked_case
from tests.exports.report.invented import build_case
from unisono.cases import Case, Run
from unisono.cases.targets import Target, add_target
from unisono.dossiers import followers
from unisono.dossiers.post import material as post_material
from unisono.exports.report.amounts import Clock
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.dossier_cards import DossierView
from unisono.exports.report.dossiers import view_dossiers
from unisono.exports.report.limits import Limits
from unisono.exports.report.page import render_report


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, Run]:
    """Return the case of the small world, in which hired accounts amplify posts, and its run."""
    case = case_of(tmp_path_factory.mktemp("small") / "case", world())
    return case, scanned(case)


def views(small: tuple[Case, Run], disclosure: Disclosure) -> list[DossierView]:
    case, run = small
    return view_dossiers(case, run, run.table("findings"), disclosure, Clock(), Limits())


@pytest.mark.parametrize("profile", ["internal", "peer", "public"])
def test_every_copy_tells_of_the_amplified_posts_and_only_ours_names_them(
    small: tuple[Case, Run], profile: str
) -> None:
    found = small[1].table("findings")
    amplified = found.filter(found["detector"] == "amplified_post")
    told = [one for one in views(small, Disclosure(profile, b"k" * 32)) if one.kind == "Amplified post"]
    assert len(told) == min(amplified.height, Limits().dossiers) > 0
    text = " ".join(str(part) for one in told for part in (one.title, one.command, *one.says))
    named = [post for post in amplified["subject"] if post in text]
    assert bool(named) == (profile == "internal")
    assert ("written:" in text) == (profile == "internal")
    assert "are by accounts that acted together in networks" in text


def test_reposts_are_read_once_for_all_cards(small: tuple[Case, Run], monkeypatch: pytest.MonkeyPatch) -> None:
    case, run = small
    read, calls = followers.keep_reposts, list[Case]()

    def counting(asked: Case) -> object:
        calls.append(asked)
        return read(asked)

    monkeypatch.setattr(post_material, "keep_reposts", counting)
    monkeypatch.setattr("unisono.dossiers.networked_share.read_repost_acts", counting)
    assert len(views((case, run), Disclosure())) > 1
    assert calls == [case]


@pytest.mark.parametrize("profile", ["internal", "peer", "public"])
def test_the_page_has_the_targets_of_the_case_and_names_them_inside_alone(tmp_path: Path, profile: str) -> None:
    case, run = build_case(tmp_path / "case")
    assert 'id="dossiers"' not in render_report(case, run, profile)
    add_target(case.path, Target("Ilva Sorrendo", ("Ilva Sorrendo",)))
    page = render_report(case, run, profile)
    assert 'id="dossiers"' in page
    assert ("Ilva Sorrendo" in page) == (profile == "internal")
    assert ("target 1" in page) == (profile != "internal")


def test_the_public_page_tells_no_second_and_no_name_of_a_target(tmp_path: Path) -> None:
    case = attacked_case(tmp_path / "case")
    add_target(case.path, Target("Ilva", ("Ilva Sorrendo",), ("ilvasorrendoout",), ("h500", "twitter:987654321")))
    run = scanned(case)
    page = render_report(case, run, "public").casefold()
    assert "posts against" in page and "episodes with most posts" in page
    assert re.findall(r"\d\d:\d\d:\d\d", page) == []
    assert [name for name in ("ilva", "sorrendo", "h500", "987654321", "rosa") if name in page] == []
    inside = render_report(case, run)
    assert re.search(r"\d\d:\d\d:\d\d", inside) and "Ilva" in inside
