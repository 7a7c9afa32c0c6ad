"""Posts become one act for each layer and object, with the names that the layers of a scan have."""

from tests.watch.live_posts import frame, post
from unisono.traces.acts import read_acts
from unisono.watch.windows.chunks import LAYERS, POST_COLUMNS
from unisono.watch.windows.reading import COLUMNS, read_posts
from unisono.watch.windows.text_groups import TextGroups

SAID = "everybody must know what the mayor did yesterday at the harbour"


def test_each_layer_is_read_and_a_repost_only_as_such() -> None:
    rows = [
        post(1.0, "a", "p1", text=f"{SAID} #Vote #vote", hashtags=["Vote", "vote"], mentions=["mayor"]),
        post(2.0, "b", "p2", text=SAID, urls=["https://news.example.org/story?utm_source=x"]),
        post(3.0, "c", "p3", text=SAID, kind="repost", ref_post_id="p1", hashtags=["vote"]),
    ]
    read = read_posts(read_acts(frame(rows), COLUMNS), (1, 2), TextGroups(100))
    posts, acts, names = read.posts, read.acts, read.names
    told = [
        (LAYERS[layer], name, posts["post"][row])
        for layer, name, row in zip(acts.layers.tolist(), names.to_list(), acts.rows.tolist(), strict=True)
    ]
    assert sorted(told, key=str) == sorted(
        [
            ("hashtag", "vote", "bluesky:p1"),
            ("mention", "bluesky:mayor", "bluesky:p1"),
            ("text", None, "bluesky:p1"),
            ("link", "https://news.example.org/story", "bluesky:p2"),
            ("domain", "example.org", "bluesky:p2"),
            ("text", None, "bluesky:p2"),
            ("repost", "bluesky:p1", "bluesky:p3"),
        ],
        key=str,
    )
    assert posts.columns == list(POST_COLUMNS)
    assert posts["link"].to_list() == [None, "https://news.example.org/story", None]
    texts = acts.keys[acts.layers == LAYERS.index("text")]
    assert texts[0] == texts[1]


def test_a_batch_without_objects_has_no_acts() -> None:
    read = read_posts(read_acts(frame([post(1.0, "a")]), COLUMNS), (1, 2), TextGroups(100))
    acts, names = read.acts, read.names
    assert len(acts) == len(names) == 0
