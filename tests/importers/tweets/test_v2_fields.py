"""The three shapes of API v2 give the same pieces."""

from pathlib import Path
from typing import Any

from tests.importers.table_sources import written_source
from tests.importers.tweet_builders import lines_of, v2_post, v2_user
from unisono.engine.json_lines import JsonLines, read_chunks
from unisono.importers.tweets import v2_fields

POST = v2_post(3, referenced_tweets=[{"type": "quoted", "id": "5"}], attachments={"media_keys": ["3_1"]})
QUOTED = {"id": "5", "text": "quoted", "author_id": "1004"}
MEDIA = {"media_key": "3_1", "url": "https://pictures.example/1.jpg"}
INCLUDES = {"users": [v2_user(3)], "tweets": [QUOTED], "media": [MEDIA]}
LINES: dict[str, dict[str, Any]] = {
    "page": {"data": [POST], "includes": INCLUDES},
    "stream": {"data": POST, "includes": INCLUDES},
    "flat": {
        **POST,
        "author": v2_user(3),
        "referenced_tweets": [{"type": "quoted", **QUOTED}],
        "attachments": {"media_keys": ["3_1"], "media": [MEDIA]},
    },
}


def test_every_shape_gives_the_same_posts_users_and_media(tmp_path: Path) -> None:
    answers = []
    for shape, line in LINES.items():
        source = written_source(tmp_path, lines_of(line), shape)
        [chunk] = read_chunks(source.path, tmp_path)
        with JsonLines(threads=1) as reader:
            reader.load(chunk, v2_fields.COLUMNS[shape], v2_fields.PIECES[shape])
            queries = (v2_fields.POSTS, v2_fields.INCLUDED_POSTS, v2_fields.USERS, v2_fields.MEDIA_FILES)
            answers.append([reader.ask(query).to_dicts() for query in queries])
    assert answers[0] == answers[1] == answers[2]
    posts, included, users, media = answers[0]
    assert (posts[0]["id"], posts[0]["quoted_id"], posts[0]["media_keys"]) == (POST["id"], "5", ["3_1"])
    assert [post["text"] for post in included] == ["quoted"]
    assert [user["user_handle"] for user in users] == ["person_3"]
    assert [file["address"] for file in media] == ["https://pictures.example/1.jpg"]
