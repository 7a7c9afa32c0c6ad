"""How many posts could be judged is said, and which languages could not."""

import polars as pl

from unisono.content.hostility.coverage import judged_posts
from unisono.content.hostility.lexicon import parse_lexicon

POSTS = pl.DataFrame(
    {
        "text": [
            "the weather is lovely in the mountains today",
            "Tänään on kaunis ilma ja lähdemme metsään",
            "ok",
            None,
        ],
        "lang": ["en", "fi", None, "en"],
    }
)


def test_a_language_without_a_lexicon_is_not_judged() -> None:
    judged = judged_posts(POSTS)
    assert (judged.posts, judged.judged, judged.unjudged, judged.unknown) == (3, 1, {"fi": 1}, 1)
    assert "Not judged: Finnish 1." in judged.says


def test_a_lexicon_of_the_user_makes_its_language_judged() -> None:
    judged = judged_posts(POSTS, [parse_lexicon("phrase,language\nidiootti,fi\n", "x")])
    assert (judged.judged, judged.unjudged) == (2, {})


def test_no_posts_say_so() -> None:
    assert judged_posts(POSTS.head(0)).says == "No post has words to judge."
    assert judged_posts(POSTS.head(1)).says.startswith("All 1 posts")
