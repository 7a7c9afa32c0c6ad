"""Texts that many accounts published, on the page: right counts, safe words, and no more said than is known."""

import re
from datetime import timedelta
from pathlib import Path

import polars as pl
import pytest

from tests.exports.report.invented import START, record_of
from tests.exports.report.reading_html import read_page
from unisono.cases import Case, Run, SourceRecord, create_case
from unisono.content.wording import text_objects
from unisono.detectors.alike import repeated
from unisono.exports.report import PROFILES, render_report
from unisono.exports.report.amounts import Clock
from unisono.exports.report.copied_texts import TextView, choose_texts, texts_found, view_texts
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.limits import Limits
from unisono.model.batches import Batch
from unisono.model.tables import ACTS, FINDINGS, MEMBERS, NETWORKS, PAIRS, POSTS, conform, empty
from unisono.traces import read_traces

COPIES = 6
HARMFUL = "</p><script>alert('copied words')</script> <img src=x onerror=alert(2)> {{ 7*7 }}"
TURNED = "turn these words \u202ethgir ot tfel morf\u202c and read them all"
ARABIC = "المدينة كلها تقول كفى، شاركوا الخبر قبل أن يحذف"
LONG = "the same sentence, told once more and then again for good measure. " * 60
OPEN = "Watch the whole match live, @tv_channel says so: https://stream.example/"
WORDS = (HARMFUL, TURNED, ARABIC, LONG, OPEN)


def build_texts(folder: Path, wordings: tuple[str, ...] = WORDS) -> tuple[Case, Run]:
    """Make a case in which each wording was published by six accounts or more, the first by most, and its run."""
    rows = [
        {
            "platform": "twitter",
            "post_id": f"{place}{copy:04d}",
            "account_id": f"{copy}{place:03d}",
            "handle": f"copier_{copy}_{place}",
            "created_at": START + timedelta(minutes=7 * copy + place),
            "text": f"{text}{copy if text == OPEN else ''}",
            "kind": "post",
            "urls": [f"https://stream.example/{copy}"] if text == OPEN else [],
        }
        for place, text in enumerate(wordings)
        for copy in range(COPIES + len(wordings) - place)
    ]
    posts = conform(pl.DataFrame(rows, schema_overrides={"urls": pl.List(pl.String)}), POSTS)
    case = create_case(folder)
    case.append([Batch(posts=posts)], SourceRecord("copies.csv", "ab" * 32, "generic"))
    counts = posts.with_columns(text_objects(posts["text"]).alias("subject")).group_by("subject").len("posts_count")
    findings = counts.with_columns(
        pl.concat_str(pl.lit("f-"), pl.col("subject").str.slice(2, 6)).alias("finding"),
        pl.lit("copied_text").alias("detector"),
        pl.lit("text").alias("subject_kind"),
        pl.col("posts_count").cast(pl.Float64).alias("value"),
        pl.lit(0.003).alias("expected"),
    )
    schemas = {"pairs": PAIRS, "networks": NETWORKS, "members": MEMBERS, "acts": ACTS}
    kept = {"findings": conform(findings, FINDINGS), **repeated(read_traces(posts, layers=["text"]))}
    tables = {name: empty(schema) for name, schema in schemas.items()} | kept
    case.write_run({**record_of(posts, tables), "sources": case.sources().to_dicts()}, tables)
    run = case.latest_run()
    assert run is not None
    return case, run


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Case, Run]:
    return build_texts(tmp_path_factory.mktemp("texts") / "case")


@pytest.fixture(scope="module")
def pages(built: tuple[Case, Run]) -> dict[str, str]:
    return {profile: render_report(*built, profile) for profile in PROFILES}


def views_of(built: tuple[Case, Run], members: pl.DataFrame, count: int = 20) -> list[TextView]:
    case, run = built
    chosen = choose_texts(case, run, run.table("findings"), Limits(texts=count))
    return view_texts(chosen, members, Disclosure(), Clock(), Limits())


def test_texts_come_with_their_counts_the_most_copied_first(built: tuple[Case, Run]) -> None:
    views = views_of(built, empty(MEMBERS))
    assert [view.accounts for view in views] == [11, 10, 9, 8, 7]
    assert [view.number for view in views] == [1, 2, 3, 4, 5]
    first = views[0]
    assert (first.posts, first.first_at, first.last_at) == (11, START, START + timedelta(minutes=70))
    assert first.within == "70 min"


def test_links_are_counted_over_the_posts(built: tuple[Case, Run]) -> None:
    assert [view.links for view in views_of(built, empty(MEMBERS))] == ["none"] * 4 + ["in each post, 7 different"]


def test_the_networks_of_the_accounts_are_counted(built: tuple[Case, Run]) -> None:
    homes = {f"twitter:{copy}000": 2 if copy < 3 else 1 for copy in range(4)}
    members = pl.DataFrame({"account": list(homes), "network": list(homes.values())})
    views = views_of(built, members)
    assert views[0].networks == "3 in network 2, 1 in network 1, 7 in none"
    assert views[1].networks == "none of the accounts"


def test_examples_are_the_first_one_halfway_and_the_last_of_three_accounts(built: tuple[Case, Run]) -> None:
    examples = views_of(built, empty(MEMBERS))[0].examples
    assert [one.post for one in examples] == ["twitter:00000", "twitter:00005", "twitter:00010"]
    assert len({one.account for one in examples}) == 3


def test_long_wordings_are_folded_and_cut(built: tuple[Case, Run]) -> None:
    long = views_of(built, empty(MEMBERS))[3]
    assert long.long
    assert len(long.line or "") <= Limits().text_characters


def test_words_cannot_bring_markup_and_what_turns_text_is_spelled_out(pages: dict[str, str]) -> None:
    for profile, html in pages.items():
        page = read_page(html)
        assert page.unbalanced == [], profile
        assert len(page.all("script")) == 1
        assert page.all("img") == []
        assert not re.search("[\u202a-\u202e\u2066-\u2069]", html)
        assert not re.search(r"https?://", html)
    # The wording shown is compared without invisible characters; the posts keep theirs, spelled out.
    assert "U+202E" in pages["internal"]
    assert "{{ 7*7 }}" in pages["internal"]
    assert "&lt;script&gt;alert(" in pages["internal"]


def test_the_section_says_what_copied_words_do_not_say(pages: dict[str, str]) -> None:
    for html in pages.values():
        page = read_page(html)
        (section,) = [one for one in page.all("section") if one.attributes.get("id") == "texts"]
        assert "the words were copied; it does not say who agreed, or whether anybody did" in section.text
        assert "Chain message or joke" in section.text
        assert page.all("h1")[0].text == "No network, but 5 texts that many accounts published"


def test_copies_for_others_hide_accounts_and_the_public_one_the_words(pages: dict[str, str]) -> None:
    assert "@copier_0_0" in pages["internal"]
    assert "unisono evidence" in pages["internal"]
    for profile in ("peer", "public"):
        assert "copier_" not in pages[profile]
        assert "tv_channel" not in pages[profile]
        assert "f-" + text_objects(pl.Series([ARABIC]))[0][2:8] not in pages[profile]
    assert ARABIC in pages["peer"]
    assert ARABIC not in pages["public"]
    assert "withheld in this copy" in pages["public"]


def test_what_is_more_than_shown_is_counted(tmp_path: Path) -> None:
    texts = tuple(f"the words number {number} of a long list of copied words" for number in range(23))
    html = render_report(*build_texts(tmp_path / "case", texts))
    assert html.count('class="copied"') == 20
    assert "The 20 that most accounts published stand here." in html
    assert "3 more texts" in html


def test_a_report_without_copied_texts_has_no_such_section(tmp_path: Path) -> None:
    case, run = build_texts(tmp_path / "case")
    nothing = {name: run.table(name).clear() for name in run.table_names}
    case.write_run(run.record, nothing)
    latest = case.latest_run()
    assert latest is not None
    assert "many accounts published" not in render_report(case, latest)


def test_posts_that_are_gone_leave_the_counts_of_the_finding(tmp_path: Path, built: tuple[Case, Run]) -> None:
    run = built[1]
    other = create_case(tmp_path / "other")
    chosen = choose_texts(other, run, run.table("findings"), Limits(texts=1))
    (view,) = view_texts(chosen, empty(MEMBERS), Disclosure(), Clock(), Limits())
    assert (view.posts, view.line, view.examples) == (11, None, [])
    assert view.missing == "Its posts are no longer in the case."


def test_testimony_keeps_its_place_among_texts_that_more_accounts_copied(built: tuple[Case, Run]) -> None:
    case, run = built
    findings = run.table("findings").sort("value", descending=True)
    fewest = findings.tail(1)
    telling = fewest.with_columns(pl.lit("testimony").alias("detector"), pl.lit("f-told").alias("finding"))
    both = pl.concat([findings, telling])
    chosen = choose_texts(case, run, both, Limits(texts=2))
    assert [one.finding["subject"] for one in chosen] == [findings["subject"][0], fewest["subject"][0]]
    assert set(chosen[1].findings) == {"copied_text", "testimony"}
    assert texts_found(both) == findings.height
    (_, view) = view_texts(chosen, empty(MEMBERS), Disclosure(), Clock(), Limits())
    assert view.kinds == "copied, and testimony in the same words"
    assert view.testimony is None, "nobody claims anything in these words"


def test_who_claims_to_be_what_is_told_of_testimony(tmp_path: Path) -> None:
    case, run = build_texts(
        tmp_path / "case", ("As a nurse, I have seen enough of this city council and its promises",)
    )
    findings = run.table("findings").with_columns(pl.lit("testimony").alias("detector"))
    (view,) = view_texts(choose_texts(case, run, findings, Limits()), empty(MEMBERS), Disclosure(), Clock(), Limits())
    assert view.testimony is not None
    assert "nurse" in str(view.testimony)


def test_variants_of_one_text_share_its_template(tmp_path: Path) -> None:
    texts = [f"Read what the council of {town} decided about our night trains" for town in ("Elbel", "Garmar")]
    case, run = build_texts(tmp_path / "case", tuple(texts))
    named = run.table("texts").with_columns(pl.lit("t-one").alias("object"))
    finding = run.table("findings").head(1).with_columns(pl.lit("t-one").alias("subject"))
    tables = {name: run.table(name) for name in run.table_names} | {"texts": named, "findings": finding}
    case.write_run(run.record, tables)
    latest = case.latest_run()
    assert latest is not None
    (view,) = views_of((case, latest), empty(MEMBERS))
    assert view.wordings == 2
    assert '<bdi dir="auto">Elbel</bdi>' in str(view.line)
    assert '<bdi dir="auto">Garmar</bdi>' in str(view.line)
