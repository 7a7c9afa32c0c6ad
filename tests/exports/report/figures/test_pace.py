"""How quickly accounts follow, one row an object."""

from unisono.exports.report.figures.pace import Followed, draw_pace


def test_each_object_has_a_row_with_the_time_of_half() -> None:
    picture = draw_pace(2, [Followed("#vote", "hashtag", [0, 3, 9, 400], 6.0), Followed("<b>", "repost", [0], 0.0)])
    assert picture is not None
    assert ">half in 6 s<" in picture
    assert "&lt;b&gt;" in picture
    assert picture.count('class="half"') == 2
    assert ">1 min<" in picture
    assert ">1 h<" not in picture


def test_accounts_at_the_same_moment_share_a_higher_bar() -> None:
    picture = draw_pace(1, [Followed("o", "repost", [0, 0, 0, 0, 100], 0.0)])
    assert picture is not None
    assert picture.split('class="follower')[1].split("/>")[0].count("M") == 2


def test_nothing_to_draw_gives_no_picture() -> None:
    assert draw_pace(1, []) is None
