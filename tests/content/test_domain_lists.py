"""A domain is marked by who listed it, as what and when; rows that name no publisher are counted."""

import os
from pathlib import Path

import pytest

from unisono.cases.domain_lists import DomainList
from unisono.content.domain_lists import (
    NO_ADDRESS,
    NO_PUBLISHER,
    NO_VALUE,
    describe_listing,
    listed_domains,
    read_domain_list,
)
from unisono.model.errors import DataRejectedError, UsageError


def a_list(folder: Path, content: str, name: str = "press", **options: str) -> DomainList:
    file = folder / f"{name}.csv"
    file.write_text(content, encoding="utf-8")
    return read_domain_list(file, name=name, source="A. Society", published="2026-01-31", **options)


def test_rows_that_name_no_publisher_are_counted_by_reason_with_an_example(tmp_path: Path) -> None:
    found = a_list(
        tmp_path,
        'domain\nnews.example\nnot a domain\n""\nhttps://youtube.com/watch?v=abcdefghijk\nco.uk\nfacebook.com\nbit.ly\n'
        "www.News.example\nmailto:a@b.example\n",
    )
    assert [entry.domain for entry in found.entries] == ["news.example"]
    assert found.duplicates == 1
    assert {part.reason: (part.rows, part.example) for part in found.rejected} == {
        NO_ADDRESS: (2, "not a domain"),
        NO_VALUE: (1, ""),
        NO_PUBLISHER: (4, "https://youtube.com/watch?v=abcdefghijk"),
    }


@pytest.mark.parametrize(
    ("listed", "asked", "is_listed"),
    [
        ("news.example", "news.example", True),
        ("news.example", "https://arabic.news.example/a", True),
        ("news.example", "mynews.example", False),
        ("www.news.example", "news.example", True),
        ("https://news.example/en/", "https://news.example/fr/a", True),
        ("arabic.news.example", "https://www.arabic.news.example/a", True),
        ("arabic.news.example", "deep.arabic.news.example", True),
        ("arabic.news.example", "news.example", False),
        ("*.news.example", "news.example", True),
        ("hxxps://news[.]example/a", "news.example", True),
        ("пример.рф", "xn--e1afmkfd.xn--p1ai", True),
        ("xn--e1afmkfd.xn--p1ai", "https://пример.рф/a", True),
        ("https://t.me/s/Channel", "t.me/channel", True),
        ("https://t.me/channel", "https://telegram.me/Channel/5", True),
        ("https://t.me/channel", "t.me/other", False),
        ("https://www.youtube.com/@Handle", "youtube.com/@handle", True),
        ("someone.substack.com", "https://someone.substack.com/p/a", True),
        ("someone.substack.com", "substack.com", False),
        ("192.0.2.7", "http://192.0.2.7/a", True),
        ("NEWS.EXAMPLE", "http://news.example:8080/x", True),
    ],
)
def test_an_entry_holds_for_its_host_and_those_below(tmp_path: Path, listed: str, asked: str, is_listed: bool) -> None:
    found = listed_domains([asked], [a_list(tmp_path, f"domain\n{listed}\n")])
    assert found["domain"].to_list() == ([asked] if is_listed else [])


def test_every_listing_has_its_label_source_and_date(tmp_path: Path) -> None:
    press = a_list(tmp_path, "domain,label\nnews.example,daily\nsub.news.example,\n", label="paper")
    state = a_list(tmp_path, "url\nhttps://news.example\n", name="state", label="state media")
    found = listed_domains(["https://sub.news.example/x", "news.example", "other.example"], [press, state])
    assert found.rows() == [
        ("https://sub.news.example/x", "press", "paper", "A. Society", "2026-01-31"),
        ("https://sub.news.example/x", "state", "state media", "A. Society", "2026-01-31"),
        ("news.example", "press", "daily", "A. Society", "2026-01-31"),
        ("news.example", "state", "state media", "A. Society", "2026-01-31"),
    ]
    said = describe_listing(found.row(1, named=True))
    assert said == "listed by A. Society (state, 2026-01-31) as state media"


def test_nothing_is_listed_where_there_are_no_lists_or_no_domains(tmp_path: Path) -> None:
    assert listed_domains(["news.example"], []).height == 0
    assert listed_domains([], [a_list(tmp_path, "domain\nnews.example\n")]).height == 0


@pytest.mark.parametrize(
    ("source", "published", "advice"),
    [
        (None, "2026-01-31", "--source"),
        ("  ", "2026-01-31", "--source"),
        ("A", None, "--date"),
        ("A", "31.1.2026", "--date"),
        ("A", "20260131", "--date"),
        ("A", "2999-01-01", "lies ahead"),
    ],
)
def test_a_list_without_source_or_date_is_refused_with_advice(
    tmp_path: Path, source: str | None, published: str | None, advice: str
) -> None:
    file = tmp_path / "a.txt"
    file.write_text("news.example\n", encoding="utf-8")
    with pytest.raises(UsageError, match=advice):
        read_domain_list(file, name="a", source=source, published=published)


def test_a_file_without_domains_is_refused_and_a_missing_one_named(tmp_path: Path) -> None:
    with pytest.raises(DataRejectedError, match="--column"):
        a_list(tmp_path, "domain\nnothing here\n")
    with pytest.raises(UsageError, match="cannot be read"):
        read_domain_list(tmp_path / "none.csv", name="a", source="A", published="2026-01-31")


@pytest.mark.parametrize(
    ("name", "options", "at_least"),
    [
        ("operation_domains.csv", {"label_column": "operation"}, 2_000),
        ("state_media_matrix.csv", {"column": "URL", "label_column": "Typology"}, 500),
        ("disposable_email_blocklist.conf", {}, 3_000),
    ],
)
def test_real_lists_are_read_whole(name: str, options: dict[str, str], at_least: int) -> None:
    file = Path(os.environ.get("UNISONO_DATA", Path(__file__).parents[3] / "shared" / "data")) / "lists" / name
    if not file.exists():
        pytest.skip(f"needs the real data lists/{name}; set UNISONO_DATA to its folder")
    found = read_domain_list(file, name="real", source="as published", published="2026-01-31", **options)
    assert len(found.entries) >= at_least
    first = found.entries[0].domain
    assert listed_domains([first], [found])["domain"].to_list() == [first]
