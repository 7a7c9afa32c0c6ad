"""The list of links counts pages and sites, reposts apart, and opens their posts."""

from pathlib import Path

import orjson

from tests.dossiers.written_case import PAGE, write_case
from tests.web.posts.posts_case import posts_case
from tests.web.posts.signed_in_here import signed_in_here
from unisono.web.pages.subjects.links import count_links
from unisono.web.posts.keeping import keep_posts


def test_every_form_of_an_address_is_one_page(tmp_path: Path) -> None:
    case = posts_case(tmp_path / "case")
    rows = count_links(keep_posts(case, "state"), "page", case.latest_run()).to_dicts()
    assert [(row["place"], row["posts"], row["accounts"], row["members_share"]) for row in rows] == [(PAGE, 2, 2, 0.5)]


def test_reposts_are_counted_apart_and_sites_together(tmp_path: Path) -> None:
    posts = [
        {"account": "ann", "text": "a", "urls": [PAGE]},
        {"account": "ann", "text": "b", "urls": [f"{PAGE}1", PAGE]},
        {"account": "bob", "text": "a", "kind": "repost", "ref_post_id": "0", "urls": [PAGE]},
    ]
    kept = keep_posts(write_case(tmp_path / "case", posts), "state")
    (site,) = count_links(kept, "site", None).to_dicts()
    assert (site["posts"], site["reposts"], site["accounts"], site["members_share"]) == (2, 1, 2, None)


def test_the_page_is_sorted_searched_and_breaks_addresses(tmp_path: Path) -> None:
    with signed_in_here(posts_case(tmp_path / "case").path) as client:
        page = client.get("/case/case/links", params={"order": "accounts", "words": "AMBER"}).text
        assert "hxxps://theamberpage[.]example/articles/7" in page
        assert 'href="https://theamberpage' not in page
        assert "No address has these letters" in client.get("/case/case/links", params={"words": "zzz"}).text
        row = client.get("/case/case/links", params={"kind": "site", "as": "json"}).text
        assert orjson.loads(row)["place"] == "theamberpage.example"


def test_a_case_without_links_says_so(tmp_path: Path) -> None:
    with signed_in_here(write_case(tmp_path / "case", [{"account": "ann", "text": "none"}]).path) as client:
        assert "leads to an address outside" in client.get("/case/case/links").text
