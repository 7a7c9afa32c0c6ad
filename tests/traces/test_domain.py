"""Domains are registrable domains, and shorteners have none."""

from tests.traces.posts_by_hand import posts
from unisono.traces import object_labels, read_traces


def test_pages_of_one_site_are_one_domain_and_each_post_counts_once() -> None:
    frame = posts(
        {"urls": ["https://news.example.co.uk/a", "https://www.example.co.uk/b"]},
        {"urls": ["https://someone.blogspot.com/a"]},
        {"urls": ["http://192.0.2.7/x"]},
    )
    traces = read_traces(frame, layers=["domain"])["domain"]
    assert traces.select("post", "object").rows() == [
        ("twitter:1", "example.co.uk"),
        ("twitter:2", "someone.blogspot.com"),
        ("twitter:3", "192.0.2.7"),
    ]


def test_a_shortener_says_nothing_about_the_site() -> None:
    frame = posts({"urls": ["https://bit.ly/abc"]}, {"urls": ["https://t.co/abc"]})
    assert read_traces(frame, layers=["domain"])["domain"].is_empty()


def test_a_domain_is_shown_as_it_is() -> None:
    assert object_labels(posts({"urls": ["https://a.org/x"]}), "domain", ["a.org"]) == {"a.org": "a.org"}


def test_a_channel_or_blog_on_a_host_of_many_is_an_object_of_its_own() -> None:
    frame = posts(
        {"urls": ["https://t.me/s/Channel/5", "https://telegram.me/channel/6"]},
        {"urls": ["https://someone.substack.com/p/a"]},
        {"urls": ["https://www.youtube.com/watch?v=abcdefghijk"]},
    )
    traces = read_traces(frame, layers=["domain"])["domain"]
    assert traces["object"].to_list() == ["t.me/channel", "someone.substack.com", "youtube.com"]


def test_a_domain_of_other_letters_is_shown_in_both_forms() -> None:
    frame = posts({"urls": ["https://пример.рф/a"]})
    labels = object_labels(frame, "domain", ["xn--e1afmkfd.xn--p1ai"])
    assert labels == {"xn--e1afmkfd.xn--p1ai": "пример.рф (xn--e1afmkfd.xn--p1ai)"}
