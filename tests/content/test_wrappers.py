"""An address that stands around another leads to what it stands around, without a look at the network."""

from urllib.parse import urlsplit, urlunsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from unisono.content.wrappers import MOST_WRAPPERS, PATHS, unwrap
from unisono.content.wrappers import PARAMETERS as WRAPPERS

TARGET = "https://news.example/a?id=5"
QUOTED = "https%3A%2F%2Fnews.example%2Fa%3Fid%3D5"


@pytest.mark.parametrize(
    "address",
    [
        f"https://l.facebook.com/l.php?u={QUOTED}&h=AT0",
        f"https://m.facebook.com/l.php?u={QUOTED}",
        f"https://www.facebook.com/sharer/sharer.php?u={QUOTED}",
        f"https://l.instagram.com/?u={QUOTED}&e=x",
        f"https://l.threads.com/?u={QUOTED}",
        f"https://www.google.com/url?sa=t&url={QUOTED}&usg=x",
        f"https://google.co.uk/url?q={QUOTED}",
        "https://www.google.de/amp/s/news.example/a?id=5",
        "https://news-example.cdn.ampproject.org/c/s/news.example/a?id=5",
        "https://news-example.cdn.ampproject.org/v/s/news.example/a?id=5",
        "https://news-example.bing-amp.com/c/s/news.example/a?id=5",
        f"https://away.vk.com/away.php?to={QUOTED}&cc_key=",
        f"https://vk.com/away.php?to={QUOTED}",
        f"https://t.umblr.com/redirect?z={QUOTED}&t=x",
        f"https://out.reddit.com/t3_1?url={QUOTED}&token=x",
        f"https://www.linkedin.com/safety/go?url={QUOTED}&trk=x",
        f"https://eur01.safelinks.protection.outlook.com/?url={QUOTED}&data=05",
        "https://urldefense.proofpoint.com/v2/url?u=https-3A__news.example_a-3Fid-3D5&d=Dw&c=x",
        f"https://urldefense.proofpoint.com/v1/url?u={QUOTED}&k=x",
        "https://urldefense.com/v3/__https://news.example/a?id=5__;!!token$",
        "https://urldefense.com/v3/__https://news.example/a*id=5__;Pw!!token$",
        "https://web.archive.org/web/20180702010203/https://news.example/a?id=5",
        "https://web.archive.org/web/2018id_/https://news.example/a?id=5",
        "https://web.archive.org/web/*/https://news.example/a?id=5",
        "https://archive.ph/20200102030405/https://news.example/a?id=5",
        "https://archive.today/newest/https://news.example/a?id=5",
        "https://archive.is/o/AbCdE/https://news.example/a?id=5",
        "https://archive.is/https://news.example/a?id=5",
        f"https://translate.google.com/translate?sl=ru&tl=en&u={QUOTED}",
        "https://news-example.translate.goog/a?id=5",
        f"https://t.me/iv?url={QUOTED}&rhash=1",
        f"https://t.me/share/url?url={QUOTED}&text=x",
        f"https://www.youtube.com/redirect?event=x&q={QUOTED}",
        f"https://steamcommunity.com/linkfilter/?url={QUOTED}",
        f"https://ok.ru/dk?cmd=logExternal&st.link={QUOTED}",
        f"https://link.zhihu.com/?target={QUOTED}",
        f"https://weibo.cn/sinaurl?u={QUOTED}",
        f"https://duckduckgo.com/l/?uddg={QUOTED}",
        f"https://href.li/?{QUOTED}",
        f"https://secure-web.cisco.com/1aBcDeFgHiJkLmNoPqRsTuV/{QUOTED}",
        "https://webcache.googleusercontent.com/search?q=cache:AbCdEfGhIjKl:https://news.example/a%3Fid%3D5+words",
        f"https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.google.com%2Furl%3Fq%3D{QUOTED.replace('%', '%25')}",
    ],
)
def test_a_wrapper_leads_to_what_it_stands_around(address: str) -> None:
    assert urlunsplit(unwrap(urlsplit(address))) == TARGET


@pytest.mark.parametrize(
    "address",
    [
        "https://archive.ph/AbCdE",
        "https://www.google.com/search?q=https://news.example/a",
        "https://www.youtube.com/watch?v=abcdefghijk&q=https://news.example",
        "https://vk.com/wall-1_2?to=https://news.example",
        "https://l.facebook.com/l.php?u=javascript:alert(1)",
        "https://urldefense.com/v3/broken",
        "https://web.archive.org/web/20180702010203/",
        "https://www.google.com/amp/stories",
        "https://notl.facebook.com.example/l.php?u=https://news.example",
    ],
)
def test_what_leads_nowhere_else_stays(address: str) -> None:
    assert urlunsplit(unwrap(urlsplit(address))) == address


def test_runs_of_characters_are_put_back_from_the_tail_of_a_guarded_address() -> None:
    guarded = "https://urldefense.com/v3/__https://news.example/**A-*__;w7zDtsOk!!token$"
    assert unwrap(urlsplit(guarded)).path == "/üö-ä"


def test_a_translated_host_gets_its_dots_and_hyphens_back() -> None:
    assert unwrap(urlsplit("https://my--paper-co-uk.translate.goog/a")).netloc == "my-paper.co.uk"


def test_wrappers_in_wrappers_end() -> None:
    address = "https://news.example/"
    for _ in range(MOST_WRAPPERS + 3):
        address = f"https://archive.is/{address}"
    assert unwrap(urlsplit(address)).netloc == "archive.is"


def test_every_path_belongs_to_a_listed_wrapper() -> None:
    assert set(PATHS) <= set(WRAPPERS)
    assert all(name == name.lower() for name in WRAPPERS)


@given(
    st.sampled_from([*WRAPPERS, "archive.is", "urldefense.com", "a.translate.goog", "x.cdn.ampproject.org"]),
    st.text(max_size=40) | st.text(max_size=10).map(lambda tail: f"v3/__https://a.example/*__;{tail}!!x"),
)
def test_any_path_and_query_on_a_wrapper_is_read_or_no_address(host: str, tail: str) -> None:
    try:
        unwrap(urlsplit(f"https://{host}/{tail}"))
    except ValueError:
        assert ":" in tail or "[" in tail or "]" in tail or not tail.isascii()
