"""The report as a reader, a browser and a program get it."""

import itertools
import re
from html.parser import HTMLParser
from pathlib import Path

import polars as pl
import pytest

from tests.exports.report.invented import HOSTILE_NAMES, TEXTS, Shape, build_case, names_of
from tests.exports.report.reading_html import ReadPage, read_page
from unisono.exports.report import PROFILES, render_report
from unisono.exports.report.untrusted import reveal

MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    case, run = build_case(tmp_path_factory.mktemp("report") / "two", zone="Europe/Madrid")
    return {profile: render_report(case, run, profile) for profile in PROFILES}


@pytest.fixture(scope="module")
def page(two: dict[str, str]) -> ReadPage:
    return read_page(two["internal"])


@pytest.fixture(scope="module")
def empty(tmp_path_factory: pytest.TempPathFactory) -> ReadPage:
    case, run = build_case(tmp_path_factory.mktemp("report") / "empty", [])
    return read_page(render_report(case, run))


def test_every_member_appears_by_handle_and_account(two: dict[str, str]) -> None:
    for number, count in ((1, 18), (2, 7)):
        for account, handle, _ in names_of(number, count):
            assert account in two["internal"]
            assert str(reveal(f"@{handle}")) in two["internal"]


def test_the_headline_counts_networks_and_accounts_in_plain_words(page: ReadPage) -> None:
    assert [head.text for head in page.all("h1")] == [
        "2 networks: 25 accounts acted together more often than chance allows"
    ]


@pytest.mark.parametrize("profile", PROFILES)
def test_tags_are_balanced_and_ids_unique_whatever_the_names(two: dict[str, str], profile: str) -> None:
    read = read_page(two[profile])
    ids = [element.attributes["id"] for element in read.elements if "id" in element.attributes]
    assert read.unbalanced == []
    assert len(ids) == len(set(ids))


def test_names_and_posts_cannot_bring_markup_or_scripts_of_their_own(page: ReadPage, two: dict[str, str]) -> None:
    assert len(page.all("script")) == 1
    assert page.all("img") == []
    assert "<script>alert(1)" not in two["internal"]
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in two["internal"]
    assert "東京の声 {{ 7*7 }}" in two["internal"]
    assert [element for element in page.elements if any(name.startswith("on") for name in element.attributes)] == []


def test_characters_that_turn_or_hide_text_are_spelled_out(two: dict[str, str]) -> None:
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\u200d]", two["internal"])
    assert "U+202E" in two["internal"]
    assert "mixed alphabets" in two["internal"]


@pytest.mark.parametrize("profile", PROFILES)
def test_the_file_asks_for_nothing_from_anywhere(two: dict[str, str], profile: str) -> None:
    read = read_page(two[profile])
    for element in read.elements:
        for name in ("src", "href", "srcset", "action", "data", "poster"):
            value = element.attributes.get(name, "#")
            assert value.startswith("#") or value == "data:,", element
    assert not re.search(r"https?://|url\(|@import", two[profile])
    policy = next(meta for meta in read.all("meta") if meta.attributes.get("http-equiv") == "Content-Security-Policy")
    assert policy.attributes["content"].startswith("default-src 'none'")


def test_addresses_in_posts_are_broken_on_purpose(two: dict[str, str]) -> None:
    assert "hxxps://news-of-the-day[.]example/story" in two["internal"]


@pytest.mark.parametrize("which", ["page", "empty"])
def test_a_screen_reader_finds_its_way(which: str, request: pytest.FixtureRequest) -> None:
    read: ReadPage = request.getfixturevalue(which)
    levels = [int(element.tag[1]) for element in read.elements if re.fullmatch("h[1-6]", element.tag)]
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert len(read.all("caption")) == len(read.all("table")) > 0
    assert all(head.attributes.get("scope") in ("col", "row") for head in read.all("th"))
    assert all(len(read.all(tag)) == 1 for tag in ("main", "header", "footer", "nav"))
    ids = {element.attributes.get("id") for element in read.elements}
    targets = [link.attributes["href"][1:] for link in read.all("a")]
    assert set(targets) <= ids
    for picture in read.all("svg"):
        assert picture.attributes["role"] == "img"
        assert set(picture.attributes["aria-labelledby"].split()) <= ids


def test_a_run_without_networks_says_what_was_tested(empty: ReadPage) -> None:
    text = empty.all("main")[0].text
    assert empty.all("h1")[0].text == "Nothing here is more than chance would give"
    assert "43,959,126 pairs of accounts were tested, in these layers: hashtags, reposts" in text
    assert empty.all("svg") == []


@pytest.mark.parametrize("profile", ["peer", "public"])
def test_copies_for_others_tell_no_handle_name_or_account(two: dict[str, str], profile: str) -> None:
    for number, count in ((1, 18), (2, 7)):
        for account, handle, shown in names_of(number, count):
            for told in (handle, shown, account, account.split(":")[1]):
                assert told not in two[profile]
                assert str(reveal(told)) not in two[profile]
    for told in ("party_office", "555000111", "someone_else", "secret folder", "U+202E"):
        assert told not in two[profile]
    assert "account-" in two[profile]


def test_the_public_copy_withholds_posts_and_the_peer_copy_quotes_them(two: dict[str, str]) -> None:
    for text in TEXTS:
        assert str(reveal(text[:14])) not in two["public"]
    assert "They have to go, and go now." in two["peer"]
    assert not re.search(r"(910|70)\d{9}", two["public"])
    assert not re.search(r"\d{2}:\d{2}:\d{2}", two["public"])


def test_the_same_run_gives_the_same_page(tmp_path: Path) -> None:
    case, run = build_case(tmp_path / "case")
    assert all(render_report(case, run, profile) == render_report(case, run, profile) for profile in PROFILES)


def test_the_reasons_of_a_verdict_name_nobody_in_copies_for_others(tmp_path: Path) -> None:
    case, run = build_case(tmp_path / "case", [Shape(5, 6)])
    _, handle, _ = names_of(1, 5)[4]
    reasons = f"@{handle} and @somebody_else woke at 03:04:05, see https://evil.example/{handle}."
    told = run.table("networks").with_columns(verdict_because=pl.lit(reasons))
    case.write_run(dict(run.record), {**{name: run.table(name) for name in run.table_names}, "networks": told})
    again = case.latest_run()
    assert again is not None
    pages = {profile: render_report(case, again, profile) for profile in PROFILES}
    assert "@somebody_else woke at 03:04:05" in pages["internal"]
    assert "woke at 03:04:05" in pages["peer"] and "woke at 03:04," in pages["public"]
    for profile in ("peer", "public"):
        assert not [name for name in (handle, "somebody_else", "evil.example") if name in pages[profile]]


def test_times_are_shown_in_the_zone_of_the_case_with_utc_beside_them(two: dict[str, str], page: ReadPage) -> None:
    assert "Times are in Europe/Madrid" in two["internal"]
    assert all(re.fullmatch(r"\S+T\S+Z", moment.attributes["datetime"]) for moment in page.all("time"))
    assert "+02:00" in two["internal"]


def test_settings_hashes_seed_and_warnings_are_in_the_report(tmp_path: Path) -> None:
    case, run = build_case(tmp_path / "case", [Shape(5, 6)], warnings=["2 crowds were capped at 20,000 accounts"])
    html = render_report(case, run)
    for told in ("ab" * 32, "windows s", "2 crowds were capped at 20,000 accounts", run.id, "Crowd objects"):
        assert told in html


def test_every_network_names_the_commands_for_all_its_evidence_with_the_cases_own_path(tmp_path: Path) -> None:
    case, run = build_case(tmp_path / "a case", [Shape(6), Shape(5)])
    internal, public = (render_report(case, run, profile) for profile in ("internal", "public"))
    typed = f"&#39;{tmp_path / 'a case'}&#39;"
    assert f"unisono evidence {typed} co_action-1" in internal
    assert f"unisono show {typed} network 2" in internal
    assert f"Case: {tmp_path / 'a case'}" in [part.text for part in read_page(internal).all("p")]
    assert "co_action-1" not in public
    assert str(tmp_path) not in public


def test_explanations_that_fit_come_before_the_timeline_and_the_others_folded_after_it(
    page: ReadPage, two: dict[str, str]
) -> None:
    section = two["internal"].split('id="network-1"')[1].split('id="network-2"')[0]
    fitting, timeline = section.index("Share button"), section.index("When they acted")
    folded, rest = section.index('<details class="not-fitting">'), section.index("Newswire")
    assert fitting < timeline < folded < rest
    assert "2 ordinary reasons were tested and do not fit" in section


def test_a_small_case_says_what_could_have_been_found_in_it(tmp_path: Path) -> None:
    measured = {"accounts": 4, "objects": 5, "objects_of_ten": 3, "layer": "link", "within_s": 10.0}
    measured |= {"most_accounts": 20, "most_objects": 32}
    for name, shapes in (("none", []), ("one", [Shape(5, 6)])):
        case, run = build_case(tmp_path / name, shapes, accounts=30, posts=200, smallest_group=measured)
        assert "The smallest that the scan proved has 4 accounts with 5 such acts each." in render_report(case, run)


def test_a_case_that_is_too_small_says_so_and_nothing_of_a_result(tmp_path: Path) -> None:
    measured = {"accounts": None, "objects": None, "objects_of_ten": None, "layer": "link", "within_s": 10.0}
    measured |= {"most_accounts": 20, "most_objects": 32}
    case, run = build_case(tmp_path / "case", [], accounts=3, posts=3, smallest_group=measured)
    html = render_report(case, run)
    assert [head.text for head in read_page(html).all("h1")] == ["This case is too small to prove anything"]
    assert "nothing can be found here" in html
    assert "a result, not a failure" not in html
    assert "pairs of accounts were tested" not in html and " pairs could have been found.</p>" not in html


def test_fifty_networks_with_5000_members_stay_below_five_megabytes(tmp_path: Path) -> None:
    case, run = build_case(tmp_path / "case", [Shape(100, 8, pairs=800)] * 50)
    html = render_report(case, run)
    assert len(html.encode()) < 5 * MEGABYTE
    assert "40 more members" in html


def test_a_network_of_5000_members_stays_below_five_megabytes(tmp_path: Path) -> None:
    case, run = build_case(tmp_path / "case", [Shape(5000, 6, pairs=6000, share=0.5)])
    html = render_report(case, run)
    assert len(html.encode()) < 5 * MEGABYTE
    assert "4,000 more members" in html
    assert "360 of 5,000 accounts" in html


def test_every_hostile_name_is_one_that_the_builder_uses() -> None:
    assert {handle for handle, _ in HOSTILE_NAMES} == {handle for _, handle, _ in names_of(1, 6)}


class _Landmarks(HTMLParser):
    """Collects the names by which a screen reader lists the regions of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: dict[str, str] = {}
        self.named: list[tuple[str, str]] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.texts[given["id"]] = given.get("aria-label", "")
        if re.fullmatch(r"h[1-6]", tag):
            self._open.append(given.get("id", ""))
        if given.get("role") == "region" or (tag == "section" and {"aria-label", "aria-labelledby"} & given.keys()):
            self.named.append((given.get("aria-labelledby", ""), given.get("aria-label", "")))

    def handle_endtag(self, tag: str) -> None:
        if re.fullmatch(r"h[1-6]", tag):
            self._open.pop()

    def handle_data(self, data: str) -> None:
        for name in self._open:
            self.texts[name] = self.texts.get(name, "") + data

    def names(self) -> list[str]:
        """Return the name of each region: of the elements it names, else its own."""
        return [" ".join(self.texts[one].strip() for one in ids.split()) or label for ids, label in self.named]


def test_no_two_regions_have_the_same_name(two: dict[str, str]) -> None:
    page = _Landmarks()
    page.feed(two["internal"])
    names = page.names()
    assert len(names) > 10
    assert sorted(name for name in set(names) if names.count(name) > 1) == []
