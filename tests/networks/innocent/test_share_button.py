"""Who presses a site's button posts its words and link, whenever they like; who pushes a link does so together."""

from dataclasses import replace

import numpy as np
import pytest

from tests.networks.innocent.views_by_hand import Act, of_one, view_of
from unisono.networks.innocent import share_button

fit = of_one(share_button.fit)

DAY = 86_400.0


def pages(
    count: int, *, together: bool = False, link: bool = True, same_words: bool = True, members: int = 10
) -> list[Act]:
    """Return posts of each member about this many pages, spread over a day or within a minute."""
    rng = np.random.default_rng(6)
    acts = []
    for page in range(count):
        for member in range(members):
            at = page * 2 * DAY + (rng.uniform(0, 60) if together else rng.uniform(0, DAY))
            words = f"An article number {page} worth reading" + ("" if same_words else f", thinks {member}")
            columns = {
                "text": f"{words} https://site.example/{page}",
                "urls": ["https://site.example/"] if link else [],
            }
            acts.append(Act(f"m{member}", f"link{page}", at, layer="link", post=columns))
    return acts


STRANGERS = {f"link{page}": 300 for page in range(20)}


def test_members_who_shared_what_strangers_share_are_explained() -> None:
    found = fit(view_of(pages(8), strangers=STRANGERS))
    assert found.fit == pytest.approx(1.0)
    assert "80 of 80 common acts" in found.because


def test_pressing_once_or_twice_is_explained_without_strangers() -> None:
    assert fit(view_of(pages(2))).fit == pytest.approx(1.0)
    assert fit(view_of(pages(1))).fit == pytest.approx(1.0)


def test_eight_pages_that_nobody_else_shares_are_not() -> None:
    assert fit(view_of(pages(8))).fit == 0.0


def test_sharing_within_a_minute_of_each_other_is_not_explained_by_a_button() -> None:
    assert fit(view_of(pages(8, together=True), strangers=STRANGERS)).fit < 0.05
    assert fit(view_of(pages(2, together=True), strangers=STRANGERS)).fit < 0.05


def test_words_of_ones_own_come_from_no_button() -> None:
    assert fit(view_of(pages(8, same_words=False), strangers=STRANGERS)).fit == 0.0


def test_copied_words_without_a_link_come_from_no_button() -> None:
    assert fit(view_of(pages(8, link=False), strangers=STRANGERS)).fit == 0.0


def test_without_any_words_in_the_case_it_is_not_measured_and_not_denied() -> None:
    wordless = [replace(act, post={**act.post, "text": None}) for act in pages(8)]
    found = fit(view_of(wordless, strangers=STRANGERS))
    assert (found.fit, found.measured) == (0.0, False)
    assert "The words of 80 such acts are not in the case" in found.because


def test_reposts_come_from_no_button() -> None:
    found = fit(view_of([Act("m0", "p", 0), Act("m1", "p", 50_000)], strangers={"p": 300}))
    assert found.fit == 0.0
    assert "None of the common acts" in found.because


def test_posts_that_read_as_a_button_writes_them_are_counted() -> None:
    acts = [
        Act(
            f"m{member}",
            "page",
            member * DAY / 4,
            layer="link",
            post={"text": text, "urls": ["https://site.example/a"]},
        )
        for member, text in enumerate(["Signed the petition"] * 3 + ["An article worth reading"] * 2)
    ]
    because = fit(view_of(acts)).because
    assert "5 of 5 common acts" in because
    assert "3 posts look written by a button" in because
