"""Two accounts' posts side by side, the earlier one on the left."""

from datetime import UTC, datetime, timedelta

from unisono.exports.report.amounts import Clock
from unisono.exports.report.choosing import ActTogether, ChosenObject, ChosenPair
from unisono.exports.report.disclosure import Disclosure
from unisono.exports.report.limits import Limits
from unisono.exports.report.pair_views import NOT_IN_CASE, view_object, view_pair
from unisono.exports.report.reading import Post

NOON = datetime(2018, 6, 1, 12, tzinfo=UTC)
HANDLES = {"x:a": "ann", "x:b": "bea"}


def pair_with(gap: float) -> ChosenPair:
    """Return a pair whose second account acts so many seconds after the first."""
    at = (NOON, NOON + timedelta(seconds=gap))
    return ChosenPair("x:a", "x:b", [], [ActTogether("repost", "x:0", ("x:1", "x:2"), at, gap)])


def post(name: str, text: str | None) -> Post:
    """Return a post that account a wrote."""
    return Post(name, "x:a", "ann", NOON, text, "post")


def test_the_earlier_post_is_on_the_left_with_the_time_between() -> None:
    posts = {"x:1": post("x:1", "one two"), "x:2": post("x:2", "one three")}
    (act,) = view_pair(pair_with(-7), posts, Disclosure(handles=HANDLES), Clock(), Limits()).acts
    assert "@bea" in act.left.account
    assert act.left.text == "one <mark>three</mark>"
    assert act.gap == "7 s"


def test_a_repost_without_words_shows_those_of_its_original() -> None:
    posts = {"x:1": post("x:1", None), "x:2": post("x:2", ""), "x:0": post("x:0", "the original")}
    (act,) = view_pair(pair_with(0), posts, Disclosure(handles=HANDLES), Clock(), Limits()).acts
    assert act.same
    assert act.left.text == "the original"
    assert act.gap == "same second"


def test_a_post_that_is_missing_says_why() -> None:
    (act,) = view_pair(pair_with(1), {}, Disclosure(handles=HANDLES), Clock(), Limits()).acts
    assert act.left.text is None
    assert act.left.missing == NOT_IN_CASE
    hidden = Disclosure("public", b"k", HANDLES)
    (act,) = view_pair(pair_with(1), {"x:1": post("x:1", "words")}, hidden, Clock(), Limits()).acts
    assert act.left.text is None
    assert "withheld" in act.left.missing


def test_an_object_that_is_a_post_shows_its_author_and_words() -> None:
    one = ChosenObject("repost", "x:0", 3, 3, NOON, NOON, "x:1", 4.0, [0, 4, 9])
    posts = {"x:0": post("x:0", "read www.example.org " + "long " * 100)}
    view = view_object(one, posts, Disclosure(handles=HANDLES), Limits())
    assert "@ann" in view.name
    assert view.text is not None
    assert "www[.]example[.]org" in view.text
    assert view.long
    assert view.short.startswith("@ann: read")
