"""One page has one address, whatever it says about the reader."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.content.addresses import (
    canonical_address,
    canonical_addresses,
    hosts_of,
    readable_host,
    registrable_domain,
    registrable_domains,
)


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
        ("https://m.example.com/a", "https://example.com/a"),
        ("http://mobile.paper.example/a", "https://paper.example/a"),
        ("https://amp.paper.example/a/amp", "https://paper.example/a"),
        ("https://m.www.paper.example/a", "https://paper.example/a"),
        ("https://en.m.wikipedia.org/wiki/A", "https://en.wikipedia.org/wiki/A"),
        ("https://m.me/someone", "https://m.me/someone"),
        ("https://m.blogspot.com/a", "https://m.blogspot.com/a"),
        ("https://example.com/index.html", "https://example.com/"),
        ("https://example.com/a/Index.PHP?id=4#x", "https://example.com/a?id=4"),
        ("https://example.com/index.php/story", "https://example.com/index.php/story"),
        ("https://example.com/#/story/5", "https://example.com/#/story/5"),
        ("https://example.com/a#:~:text=some%20words", "https://example.com/a"),
        ("https://bbc.co.uk@evil.example/a", "https://evil.example/a"),
        ("https://bbc.co.uk%2F@evil.example/a", "https://evil.example/a"),
        ("https://bbc.co.uk:x@evil.example/a", "https://evil.example/a"),
        ("https://evil.example\\@bbc.co.uk/a", "https://evil.example/@bbc.co.uk/a"),
        ("https:\\\\example.com\\a", "https://example.com/a"),
        ("https://ｅｘａｍｐｌｅ。com/a", "https://example.com/a"),
        ("https://straße.example/", "https://xn--strae-oqa.example/"),
        ("https://strasse.example/", "https://strasse.example/"),
        ("https://ПРИМЕР.РФ/", "https://xn--e1afmkfd.xn--p1ai/"),
        ("https://xn--e1afmkfd.xn--p1ai", "https://xn--e1afmkfd.xn--p1ai/"),
        ("https://[2001:DB8::1]:443/a", "https://[2001:db8::1]/a"),
        ("https://example.com:443/a", "https://example.com/a"),
        ("http://example.com./a", "https://example.com/a"),
        ("https://x.com/Ann/status/1?s=20&t=abc", "https://twitter.com/ann/status/1"),
        ("https://mobile.twitter.com/Ann/status/1", "https://twitter.com/ann/status/1"),
        ("https://telegram.me/s/Channel/5?before=9", "https://t.me/channel/5"),
        ("https://t.me/+AbCdEf", "https://t.me/+AbCdEf"),
        ("https://old.reddit.com/r/Test/comments/1/", "https://reddit.com/r/Test/comments/1"),
        ("https://www.youtube.com/embed/abcdefghijk?rel=0", "https://youtube.com/watch?v=abcdefghijk"),
        ("https://www.youtube.com/live/abcdefghijk?si=x", "https://youtube.com/watch?v=abcdefghijk"),
        ("https://www.youtube-nocookie.com/embed/abcdefghijk", "https://youtube.com/watch?v=abcdefghijk"),
        ("https://music.youtube.com/watch?v=abcdefghijk&list=RD1", "https://youtube.com/watch?v=abcdefghijk"),
        ("https://www.youtube.com/playlist?list=PL1&si=x", "https://youtube.com/playlist?list=PL1"),
        ("https://www.youtube.com/@Channel/videos", "https://youtube.com/@channel/videos"),
        ("https://example.com/a?mibextid=x&gad_source=1&igsh=y&_x_tr_sl=ru&id=2", "https://example.com/a?id=2"),
        ("https://web.archive.org/web/20180702/http://www.example.com/a/", "https://example.com/a"),
        ("https://paper-example.translate.goog/a?_x_tr_sl=ru&_x_tr_tl=en", "https://paper.example/a"),
    ],
)
def test_one_page_has_one_address(address: str, expected: str) -> None:
    assert canonical_address(address) == expected
    assert canonical_addresses(pl.Series([address])).to_list() == [expected]


@pytest.mark.parametrize(
    "address",
    ["", " ", "javascript:alert(1)", "mailto:a@b.com", "http://", "http://[::1/", "https://a..com/", "localhost",
     "https://exa mple.com/", "https://a.com:99999/", "https://" + "a" * 5000 + ".com", "data:text/html,x", "\x00",
     "https://[::1", "https://[1.2.3]/", "https://[::g]/", "https://]example.com/", "https://exam[ple.com/",
     "https://" + "a." * 200 + "com/", "https://" + "ü" * 300 + ".de/", "https://example.com/" + "x" * 100_000,
     "\u202ehttps://example.com/", "https://example\x00.com/", "ftp://example.com/", "https://%00/"],
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
        "index.html",
        "default.aspx",
        "s",
        "Ann",
        "@Ann",
        "watch",
        "https:",
        "v=abcdefghijk",
        "#",
        "#!",
    ]
)


@given(
    st.sampled_from(["http://", "https://", "HTTPS://", ""]),
    st.sampled_from(["www.", "", "WWW.", "m."]),
    st.sampled_from(
        [
            "example.com",
            "a-b.co.uk",
            "www.com",
            "com",
            "youtube.com",
            "google.com",
            "xn--a.com",
            "a--b.org",
            "x.com",
            "twitter.com",
            "t.me",
            "youtu.be",
            "archive.is",
            "m.example.com",
            "en.m.wikipedia.org",
            "m.co.uk",
            "a.translate.goog",
            "amp.cdn.ampproject.org",
            "vk.ru",
            "urldefense.com",
            "amp.amp.dev",
            "medium.com",
        ]
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


_HOSTILE = st.text(st.sampled_from("htps:/\\?#[]@%.&=;*+-_~ab1é\u202e\x00\t\u3002ß"), max_size=40)


@given(_HOSTILE, st.sampled_from(["", "https://", "http://a.com", "https://[", "https://a@b:", "//"]))
def test_hostile_text_is_read_without_failing_and_the_canonical_form_is_settled(tail: str, head: str) -> None:
    canonical = canonical_address(head + tail)
    assert canonical_addresses(pl.Series([head + tail], dtype=pl.String))[0] == canonical
    assert canonical is None or canonical_address(canonical) == canonical


def test_hosts_are_read_out_of_canonical_addresses() -> None:
    addresses = pl.Series(["https://a.example:81/x", "https://[2001:db8::1]:81/x", "https://a.example/", None])
    assert hosts_of(addresses).to_list() == ["a.example", "[2001:db8::1]", "a.example", None]
    assert registrable_domains(addresses).to_list() == ["a.example", "[2001:db8::1]", "a.example", None]


def test_a_host_is_shown_in_its_letters_beside_its_registered_form() -> None:
    assert readable_host("xn--e1afmkfd.xn--p1ai") == "пример.рф (xn--e1afmkfd.xn--p1ai)"
    assert readable_host("xn--strae-oqa.example") == "straße.example (xn--strae-oqa.example)"
    assert readable_host("paper.example") == "paper.example"
    assert readable_host("xn--0.example") == "xn--0.example"
    hidden = "a\u202eb".encode("punycode").decode()
    assert "\u202e" not in readable_host(f"xn--{hidden}.example")


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
