"""Cards of hashtags, posts, targets and watchlists tell what each copy of the report may tell."""

from datetime import UTC, datetime, timedelta
from typing import Any

import polars as pl

from unisono.dossiers.watchlist.describing import WatchlistPage
from unisono.exports.report.amounts import Clock
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.dossier_cards import Writer
from unisono.exports.report.limits import Limits

AT = datetime(2018, 6, 17, 1, tzinfo=UTC)
PEER = Disclosure("peer", b"k" * 32, {"twitter:397200900": "ann"})
PUBLIC = Disclosure("public", b"k" * 32, {"twitter:397200900": "ann"})


def writer(disclosure: Disclosure | None = None, limits: Limits | None = None) -> Writer:
    return Writer(disclosure or Disclosure(), Clock(), limits or Limits())


def hashtag_card(**more: Any) -> dict[str, Any]:  # Any: a card
    argument = {"text": "إنها <b>كذبة</b>", "posts": 1200, "accounts": 40, "networked_share": 0.5}
    return {
        "hashtag": "puerto",
        "verdict": "coordinated",
        "says": ["@ann wrote twitter:1008153316675624961 first.", "https://evil.example/x is in 3 posts."],
        "arguments": [argument] * 20,
        "hours": [{"at": AT, "posts": 7}],
        "bursts": [],
        "bursts_cannot_say": None,
        "innocent": [
            {"explanation": "one_account", "fit": 0.0, "because": "@ann wrote 4 of 145 posts."},
            {"explanation": "a show that everybody posts about", "fit": None, "because": None},
        ],
        **more,
    }


def test_a_hashtag_has_its_sentences_arguments_explanations_and_page() -> None:
    view = writer(limits=Limits(arguments=3)).hashtag(hashtag_card())
    assert "#puerto" in view.title
    assert view.verdict == "Coordinated"
    assert "@ann wrote twitter:1008153316675624961 first." in str(view.says[0])
    assert "https://evil.example" not in str(view.says[1])
    assert view.table is not None
    assert len(view.table.rows) == 3
    words, *numbers = view.table.rows[0]
    assert "<b>" not in words
    assert [str(one) for one in numbers] == ["1,200", "40", "50\u202f%"]
    assert view.innocent[0][0] == "One account"
    assert view.innocent[1][1] == ""
    assert view.command == "hashtag puerto"
    assert view.figure is not None
    assert "#puerto: posts by the hour" in view.figure.picture
    assert writer().hashtag(hashtag_card(hashtag="l'été")).command == "hashtag 'l'\"'\"'été'"


def test_copies_for_others_name_no_account_and_no_post_and_quote_none_in_public() -> None:
    peer = writer(PEER).hashtag(hashtag_card())
    shown = " ".join([*map(str, peer.says), *(because for _, because in peer.innocent)])
    assert "ann wrote" not in shown
    assert "1008153316675624961" not in shown
    assert peer.table is not None
    public = writer(PUBLIC).hashtag(hashtag_card())
    assert public.table is None
    assert "withheld" in public.withheld


def test_a_target_shows_the_episodes_of_most_posts_in_order_of_time() -> None:
    def episode(number: int, posts: int, *, massive: bool) -> dict[str, Any]:  # Any: a card
        start = AT + timedelta(days=number)
        return {
            "episode": number,
            "start_at": start,
            "end_at": start + timedelta(hours=2),
            "posts": posts,
            "accounts": posts // 2,
            "networked_share": None,
            "massive": massive,
        }

    episodes = [episode(1, 20, massive=False), episode(2, 400, massive=True), episode(3, 100, massive=True)]
    card = {
        "target": "Ilva Sorrendo",
        "verdict": "nothing_unusual",
        "says": ["520 posts are against it."],
        "cannot_say": ["The case was not scanned."],
        "episodes": episodes,
        "innocent": ["news about it"],
    }
    view = writer(limits=Limits(arguments=2)).target(card)
    assert view.table is not None
    assert [[str(cell) for cell in row[2:4]] for row in view.table.rows] == [["massive", "400"], ["massive", "100"]]
    assert [str(one) for one in view.says] == ["520 posts are against it.", "The case was not scanned."]
    assert view.innocent == [("news about it", "")]
    assert writer().target({**card, "episodes": []}).table is None


def test_a_post_shows_only_the_traits_in_which_its_reposters_differ() -> None:
    def trait(label: str, **more: Any) -> dict[str, Any]:  # Any: a row of the persona table
        return {"label": label, "value": 0.9, "compared_value": 0.1, "n": 30, "unusual": True, **more}

    kinds = {"label": "Languages", "unusual": True, "value": None}
    card = {
        "post_id": "twitter:1010585069549854721",
        "verdict": "likely_inauthentic",
        "verdict_limited": False,
        "says": ["416 of 697 reposts are networked.", "Beside it, twitter:1010585069549854999 by @ann."],
        "control_post": {"post_id": "twitter:1010585069549854999"},
        "persona": [trait("nine posts in ten are reposts"), trait("made lately", unusual=False), kinds],
        "innocent_untested": ["a giveaway"],
    }
    view = writer().post(card)
    assert view.table is not None
    assert [str(row[0]).count("nine posts in ten") for row in view.table.rows] == [1]
    assert [str(cell) for cell in view.table.rows[0][1:]] == ["90\u202f%", "10\u202f%", "30"]
    assert view.verdict == "Likely inauthentic"
    assert view.command == "post twitter:1010585069549854721"
    for copy in (PEER, PUBLIC):
        hidden = writer(copy).post(card)
        shown = " ".join([str(hidden.title), hidden.command, *map(str, hidden.says)])
        assert "10105850695498" not in shown and "ann." not in shown
        assert copy.post("twitter:1010585069549854999") in shown
        assert hidden.table is not None
        assert hidden.command == "post POST"
    limited = writer().post({**card, "verdict": "nothing_unusual", "verdict_limited": True})
    assert limited.verdict == "Nothing unusual can be shown, nor ruled out"
    assert writer().post({**card, "verdict": None, "verdict_limited": True}).verdict == "No verdict"


def test_a_watchlist_says_whose_claim_it_is_and_shows_what_is_unusual() -> None:
    item = {
        "label": "#push",
        "kind": "hashtag",
        "item": "push",
        "day": AT.date(),
        "rank": 3,
        "posts": 40,
        "accounts": 9,
    }
    stay = {"kind": "hashtag", "item": "push", "most_accounts": 9}
    card = {
        "watchlist": "published",
        "found": 42,
        "members": 50,
        "posts": 900,
        "stays": [{**stay, "says": f"#push was third for {n} days"} for n in range(9)],
        "unusual": [{**item, "share_of_case": 0.8}],
    }
    ranks = pl.DataFrame([{**item, "unusual": True}])
    view = writer(limits=Limits(stays=2)).watchlist(WatchlistPage(card, ranks))
    assert "source's claim" in str(view.says[0]).replace("&#39;", "'")
    assert [str(one) for one in view.says[1:]] == ["#push was third for 0 days.", "#push was third for 1 days."]
    assert view.table is not None
    assert [str(cell) for cell in view.table.rows[0][2:]] == ["2018-06-17", "3", "40", "9", "80\u202f%"]
    assert view.table.of_words == 3
    assert view.figure is not None
    assert view.figure.picture.count('data-rank="3"') == 1


def test_sites_are_broken_in_the_table_and_the_figure_of_a_watchlist_as_in_its_sentences() -> None:
    item = {"label": "clear.example", "kind": "domain", "item": "clear.example", "day": AT.date(), "rank": 3}
    counts = {"posts": 40, "accounts": 9}
    card = {
        "watchlist": "published",
        "found": 42,
        "members": 50,
        "posts": 900,
        "stays": [{"kind": "domain", "item": "clear.example", "most_accounts": 9, "says": "clear.example was third"}],
        "unusual": [{**item, **counts, "share_of_case": 0.8}],
    }
    view = writer().watchlist(WatchlistPage(card, pl.DataFrame([{**item, **counts, "unusual": True}])))
    assert view.table is not None and view.figure is not None
    for shown in (str(view.says[1]), str(view.table.rows[0][0]), str(view.figure.picture)):
        assert "clear[.]example" in shown and "clear.example" not in shown


def test_a_target_without_posts_says_so_once_and_that_nothing_can_be_said() -> None:
    nothing = "No post of the case is about it."
    card = {
        "target": "mayor",
        "verdict": None,
        "says": [nothing],
        "cannot_say": [nothing, "Who is behind it."],
        "episodes": [],
        "innocent": [],
    }
    view = writer().target(card)
    assert view.verdict == "Cannot say"
    assert [str(one) for one in view.says] == [nothing, "Who is behind it."]
