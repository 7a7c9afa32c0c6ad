"""Texts as readers saw them: every name, tag and link in its place, counted in code points."""

import orjson
import polars as pl

from unisono.worlds.files.shown_texts import SHORT_HOST, show_texts

USERS = pl.DataFrame(
    {"account_id": ["1", "2"], "handle": ["ann", "bob_2"], "mention": ['{"id_str":"1"', '{"id_str":"2"']}
)
LISTS = pl.List(pl.String)


def show(
    text: str, *, escaped: bool = True, before: str = "", is_reply: bool = False, **marks: list[str]
) -> pl.DataFrame:
    posts = pl.DataFrame(
        {
            "post_id": ["1000000000000000001"],
            "text": [text],
            "before": [before],
            "is_reply": [is_reply],
            **{
                name: pl.Series([marks.get(name, [])], dtype=LISTS)
                for name in ("mentions", "hashtags", "urls", "media")
            },
        }
    )
    return show_texts(posts, USERS, escaped=escaped)


def places(shown: pl.DataFrame, name: str) -> list[str]:
    """Return what stands at the places of one kind of entity."""
    text = shown["shown"][0]
    listed = orjson.loads(f"[{shown[f'{name}_inside'][0]}]")
    return [text[slice(*entity["indices"])] for entity in listed]


def test_names_tags_links_and_pictures_follow_the_words() -> None:
    shown = show(
        "Hi", mentions=["1"], hashtags=["One", "Zwei"], urls=["https://a.example/?q=1"], media=["images/0.png"]
    )
    words, name, one, two, link, picture = shown["shown"][0].split(" ")
    assert (words, name, one, two) == ("Hi", "@ann", "#One", "#Zwei")
    assert link.startswith(SHORT_HOST)
    assert picture.startswith(SHORT_HOST)
    assert link != picture
    assert places(shown, "mentions") == ["@ann"]
    assert places(shown, "hashtags") == ["#One", "#Zwei"]
    assert places(shown, "urls") == [link]
    assert places(shown, "media") == [picture]
    assert (shown["begins"][0], shown["ends"][0]) == (0, len("Hi @ann #One #Zwei ") + len(link))


def test_an_answer_begins_with_the_name_of_whom_it_answers() -> None:
    shown = show("No.", is_reply=True, mentions=["2", "1"])
    assert shown["shown"][0] == "@bob_2 No. @ann"
    assert places(shown, "mentions") == ["@bob_2", "@ann"]
    assert shown["begins"][0] == 7


def test_a_repost_moves_every_place_behind_whom_it_repeats() -> None:
    shown = show("No.", before="RT @carl: ", is_reply=True, mentions=["2"], hashtags=["x"])
    assert shown["shown"][0] == "RT @carl: @bob_2 No. #x"
    assert (places(shown, "mentions"), places(shown, "hashtags")) == (["@bob_2"], ["#x"])
    assert shown["begins"][0] == 0


def test_places_count_code_points_of_what_is_written() -> None:
    shown = show("\U0001f600 <R&D> 試験", hashtags=["ü"], mentions=["1"])
    assert shown["shown"][0] == "\U0001f600 &lt;R&amp;D&gt; 試験 @ann #ü"
    assert (places(shown, "mentions"), places(shown, "hashtags")) == (["@ann"], ["#ü"])
    assert show("<R&D>", escaped=False)["shown"][0] == "<R&D>"


def test_who_is_no_account_of_the_platform_is_not_named() -> None:
    shown = show("Hi", mentions=["9", "2"])
    assert shown["shown"][0] == "Hi @bob_2"
    assert places(shown, "mentions") == ["@bob_2"]


def test_a_post_without_marks_is_its_words() -> None:
    shown = show("Hi")
    assert shown["shown"][0] == "Hi"
    assert (shown["mentions_inside"][0], shown["media_inside"][0], shown["ends"][0]) == ("", "", 2)
