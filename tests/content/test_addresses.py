"""One page has one address, whatever it says about the reader."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.content.addresses import canonical_address, canonical_addresses, registrable_domain, registrable_domains


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("HTTP://WWW.Example.COM:80/a/?b=2&a=1&utm_source=x&UTM_Medium=y#top", "https://example.com/a?a=1&b=2"),
        ("example.com/foo", "https://example.com/foo"),
        ("//example.com/foo", "https://example.com/foo"),
        ("https://example.com", "https://example.com/"),
        ("https://example.com:8443/x", "https://example.com:8443/x"),
        ("https://user:secret@example.com/x", "https://example.com/x"),
        ("https://example.com/%7Efoo", "https://example.com/~foo"),
        ("https://example.com/#!page", "https://example.com/#!page"),
        ("https://example.com/story/amp/", "https://example.com/story"),
        ("https://пример.рф/путь", "https://xn--e1afmkfd.xn--p1ai/%D0%BF%D1%83%D1%82%D1%8C"),
        ("https://例え.jp/a", "https://xn--r8jz45g.jp/a"),
        ("https://youtu.be/abcdefghijk?si=1&t=5", "https://youtube.com/watch?v=abcdefghijk"),
        ("https://m.youtube.com/watch?v=abcdefghijk&feature=share", "https://youtube.com/watch?v=abcdefghijk"),
        ("https://www.youtube.com/shorts/abcdefghijk", "https://youtube.com/watch?v=abcdefghijk"),
        ("https://l.facebook.com/l.php?u=https%3A%2F%2Fexample.org%2Fa%3Ffbclid%3D1&h=x", "https://example.org/a"),
        ("https://www.google.com/url?q=https://example.org/a&sa=D", "https://example.org/a"),
        ("https://www.google.de/amp/s/example.org/a/amp", "https://example.org/a"),
        ("https://example-org.cdn.ampproject.org/c/s/example.org/a", "https://example.org/a"),
        ("https://href.li/?https://example.org/a", "https://example.org/a"),
        ("https://vk.com/away.php?to=https%3A%2F%2Fexample.org%2Fa", "https://example.org/a"),
        (
            "https://www.google.com/search?q=https://example.org",
            "https://google.com/search?q=https%3A%2F%2Fexample.org",
        ),
        ("http://192.0.2.7/x", "https://192.0.2.7/x"),
        ("https://www.com/", "https://www.com/"),
        ("https://www.www.example.com/a/amp/amp//", "https://example.com/a"),
        ("https://example.com/a/../", "https://example.com/"),
        ("https://example.com/&", "https://example.com/&"),
        ("https://example.com/a?utm_source=x&utm_medium=y&fbclid=z&", "https://example.com/a"),
    ],
)
def test_one_page_has_one_address(address: str, expected: str) -> None:
    assert canonical_address(address) == expected
    assert canonical_addresses(pl.Series([address])).to_list() == [expected]


@pytest.mark.parametrize(
    "address",
    ["", " ", "javascript:alert(1)", "mailto:a@b.com", "http://", "http://[::1/", "https://a..com/", "localhost",
     "https://exa mple.com/", "https://a.com:99999/", "https://" + "a" * 5000 + ".com", "data:text/html,x", "\x00"],
)  # fmt: skip
def test_what_is_no_web_address_has_none(address: str) -> None:
    assert canonical_address(address) is None
    assert canonical_addresses(pl.Series([address], dtype=pl.String)).to_list() == [None]


_PARTS = st.sampled_from(
    [
        "a",
        "B",
        "page",
        "amp",
        "story-1",
        "x.html",
        "%41",
        "~",
        "..",
        "",
        "é",
        "utm_source=1",
        "id=5",
        "fbclid=2",
        "?",
        "&",
        "#",
        "#!",
    ]
)


@given(
    st.sampled_from(["http://", "https://", "HTTPS://", ""]),
    st.sampled_from(["www.", "", "WWW.", "m."]),
    st.sampled_from(
        ["example.com", "a-b.co.uk", "www.com", "com", "youtube.com", "google.com", "xn--a.com", "a--b.org"]
    ),
    st.lists(_PARTS, max_size=5),
    st.sampled_from(["", "/", "?utm_source=a&utm_medium=b", "?id=1&gclid=2", "#top"]),
)
def test_the_quick_way_gives_the_same_address_as_the_thorough_way(
    scheme: str, prefix: str, host: str, parts: list[str], end: str
) -> None:
    address = scheme + prefix + host + "".join("/" + part for part in parts) + end
    canonical = canonical_address(address)
    assert canonical_addresses(pl.Series([address]))[0] == canonical
    assert canonical is None or canonical_address(canonical) == canonical


@given(st.text(max_size=60) | st.text(max_size=40).map(lambda tail: f"https://example.com/{tail}"))
def test_any_text_is_read_without_failing_and_canonical_addresses_stay_as_they_are(address: str) -> None:
    canonical = canonical_address(address)
    assert canonical_addresses(pl.Series([address], dtype=pl.String))[0] == canonical
    if canonical is not None:
        assert canonical.startswith("https://")
        assert canonical_address(canonical) == canonical


def test_registrable_domains_follow_the_public_suffix_list_without_a_network() -> None:
    assert registrable_domain("news.bbc.co.uk") == "bbc.co.uk"
    assert registrable_domain("xn--e1afmkfd.xn--p1ai") == "xn--e1afmkfd.xn--p1ai"
    assert registrable_domain("192.0.2.7") == "192.0.2.7"
    assert registrable_domain("com") is None
    addresses = pl.Series(["https://a.b.example.org:81/x", None, "https://example.org/?q=1"])
    assert registrable_domains(addresses).to_list() == ["example.org", None, "example.org"]


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        ("news.paper.example", "paper.example"),
        ("abcdefghij234567.onion", "abcdefghij234567.onion"),
        ("shop.brand.endingsofalater2040", "brand.endingsofalater2040"),
        ("example", None),
        ("a..example", None),
        ("co.uk", None),
        ("blog.github.io", "blog.github.io"),
    ],
)
def test_an_ending_that_is_not_listed_is_its_last_label(host: str, expected: str | None) -> None:
    assert registrable_domain(host) == expected
