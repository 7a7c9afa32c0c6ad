"""A view joins a network's acts with their posts, authors and profiles."""

from tests.networks.innocent.views_by_hand import Act, everyone, view_of

ACTS = (
    Act("m0", "p1", 60, author="star", origin=0),
    Act("m1", "p1", 90, author="star", origin=0),
    Act("m0", "words", 500, layer="text"),
)


def test_answers_carry_their_author_and_their_delay_after_the_original() -> None:
    answers = view_of(ACTS).answers
    assert answers.select("object", "account", "author", "delay_s").rows() == [
        ("p1", "m0", "star", 60.0),
        ("p1", "m1", "star", 90.0),
    ]


def test_the_delay_after_an_unknown_original_is_unknown() -> None:
    assert view_of([Act("m0", "p1", 60)]).answers["delay_s"].to_list() == [None]


def test_a_post_is_counted_once_however_many_traces_it_leaves() -> None:
    twice = [Act("m0", "a", 0, layer="text", post_id="one"), Act("m0", "b", 0, layer="link", post_id="one")]
    assert view_of(twice).acted_posts.height == 1


def test_profiles_of_accounts_outside_the_network_are_left_out() -> None:
    view = view_of(ACTS, profiles={**everyone({"handle": "ann"}, {"handle": "bob"}), "hub": {"handle": "hub"}})
    assert sorted(view.profiles["account"].to_list()) == ["m0", "m1"]


def test_objects_count_members_and_all_actors() -> None:
    objects = view_of(ACTS, strangers={"p1": 5}).objects
    assert objects.select("object", "members", "actors").rows() == [("p1", 2, 7), ("words", 1, 1)]
