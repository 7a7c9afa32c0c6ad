"""How a page or a site spread, reposts included."""

from pathlib import Path

import polars as pl

from tests.dossiers.written_case import BRIDGE, PAGE, put_in_network, write_case
from unisono.cases import Case
from unisono.dossiers.finding_links import Place
from unisono.dossiers.link_dossier import describe_link
from unisono.dossiers.link_spread import describe_spread


def spread_case(folder: Path) -> Case:
    posts = [{"account": f"a{n}", "text": f"{BRIDGE} {n}", "urls": [PAGE], "id": f"o{n}"} for n in range(4)]
    posts += [
        {
            "account": "b",
            "text": BRIDGE,
            "urls": [PAGE],
            "kind": "repost",
            "ref_post_id": "o1",
            "id": "r",
            "minutes": 9,
        },
        {"account": "c", "text": BRIDGE, "urls": ["https://theamberpage.example/x", PAGE], "id": "two", "minutes": 10},
        {"account": "d", "text": BRIDGE, "urls": ["https://other.example/y"], "id": "other", "minutes": 11},
    ]
    return write_case(folder, posts)


def test_reposts_count_and_a_post_with_two_pages_counts_once_for_its_site(tmp_path: Path) -> None:
    case = spread_case(tmp_path / "c")
    put_in_network(case, ["a0", "a1", "a2"])
    card = describe_link(case, case.latest_run(), PAGE)
    assert (card["posts"], card["spread"]["posts"], card["spread"]["reposts"]) == (5, 6, 1)
    assert card["spread"]["networked_share"] == 3 / 6
    assert (card["spread"]["verdict"], card["spread"]["verdict_cannot_say"]) == (None, "cannot say: 6 posts")
    site = describe_link(case, None, "theamberpage.example")
    assert site["spread"]["posts"] == 6
    assert site["spread"]["networked_share"] is None


def test_the_page_is_a_flow_of_its_own_beside_the_others(tmp_path: Path) -> None:
    case = spread_case(tmp_path / "c")
    spread = describe_spread(case, None, Place(PAGE, is_site=False), pl.Series([PAGE]))
    assert spread["ctm"]["value"] == 10 / 6 + 100 + 1
    assert spread["first_platform"] == "twitter"
    assert spread["loudest"][0]["posts"] == 1
