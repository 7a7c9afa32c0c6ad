"""Items of Instagram, Threads and Facebook, as their pages load them; every word in them is invented."""

from typing import Any

Item = dict[str, Any]
SECOND = 1_650_000_000

INSTAGRAM: list[Item] = [
    {
        "id": "280_4",
        "code": "CabcDE",
        "media_type": 1,
        "taken_at": SECOND,
        "user": {"pk": "4", "username": "anna", "full_name": "Anna", "is_verified": True},
        "caption": {"pk": "9", "text": "Morning #coffee with @ben"},
        "usertags": {"in": [{"user": {"username": "carla"}}]},
        "like_count": 3,
        "like_and_view_counts_disabled": True,
        "comment_count": 2,
        "image_versions2": {
            "candidates": [{"url": "https://cdn.example/a.jpg?oe=1"}, {"url": "https://cdn.example/b"}]
        },
        "_zs_partial": False,
    },
    {
        "__typename": "GraphImage",
        "shortcode": "CgraPH",
        "taken_at_timestamp": SECOND + 10,
        "owner": {"id": "5", "username": "ben"},
        "edge_media_to_caption": {"edges": [{"node": {"text": "夜 #東京"}}]},
        "edge_media_preview_like": {"count": -1},
        "edge_media_to_comment": {"count": 4},
    },
    {"code": "Cpart", "media_type": 2, "taken_at": 0, "user": {"pk": 6, "username": "carla"}, "caption": None},
    {"code": "Cad", "media_type": 1, "product_type": "ad", "taken_at": SECOND, "user": {"pk": "7", "username": "shop"}},
]
INSTAGRAM_COMMENTS: list[Item] = [
    {
        "pk": "17900",
        "id": "17900",
        "text": "Lovely #coffee",
        "created_at": SECOND + 100,
        "comment_like_count": 1,
        "user": {"id": "5", "unique_id": "ben", "nickname": "Ben", "verified": False},
        "post_id": "280",
        "post_shortcode": "CabcDE",
        "parent_comment_id": None,
    },
    {
        "pk": "17901",
        "text": "thanks",
        "created_at": SECOND + 120,
        "user": {"id": "4", "unique_id": "anna"},
        "post_id": "280",
        "post_shortcode": "CabcDE",
        "parent_comment_id": "17900",
    },
]


def _thread(code: str, text: str | None, app: Item, user: str = "anna") -> Item:
    return {
        "pk": f"1{code}",
        "code": code,
        "taken_at": SECOND,
        "user": {"pk": "4", "username": user, "full_name": user.title(), "is_verified": False},
        "caption": None if text is None else {"text": text},
        "like_count": 2,
        "text_post_app_info": {"repost_count": 1, "direct_reply_count": 3, "quote_count": 0, **app},
    }


THREADS: list[Item] = [
    _thread(
        "T1",
        "Read this #news",
        {
            "link_preview_attachment": {"url": "https://l.threads.com/?u=https%3A%2F%2Fnews.example%2Fa%3Fb%3D1&e=x"},
        },
    ),
    _thread(
        "T2", None, {"share_info": {"reposted_post": _thread("T1", "Read this #news", {}), "quoted_post": None}}, "ben"
    ),
    _thread("T3", "Indeed", {"share_info": {"quoted_post": _thread("T1", "Read this #news", {})}}, "ben"),
    _thread("T4", "@anna why", {"is_reply": True, "reply_to_author": {"id": "4", "username": "anna"}}, "ben"),
]


def _story(number: str, text: str | None, address: str, actor: Item) -> Item:
    message = {} if text is None else {"message": {"text": text}}
    return {
        "id": "Uzpf",
        "comet_sections": {
            "content": {
                "story": {"post_id": number, "wwwURL": address, "actors": [actor], "attachments": [], **message}
            },
            "context_layout": {
                "story": {
                    "comet_sections": {
                        "metadata": [
                            {
                                "__typename": "CometFeedStoryMinimizedTimestampStrategy",
                                "story": {"creation_time": SECOND, "url": address},
                            },
                            {"__typename": "CometFeedStoryAudienceStrategy", "story": {"privacy_scope": {}}},
                        ]
                    }
                }
            },
        },
    }


FACEBOOK: list[Item] = [
    _story(
        "901",
        "Market day #fair https://town.example/fair",
        "https://www.facebook.com/town/posts/901",
        {"id": "100", "name": "Town", "url": "https://www.facebook.com/town"},
    ),
    _story(
        "902",
        None,
        "https://www.facebook.com/groups/777/permalink/902/",
        {"id": "101", "name": "Ида", "url": "https://www.facebook.com/profile.php?id=101"},
    ),
]
