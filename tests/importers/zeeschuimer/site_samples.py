"""Items of every platform that can be read, as its pages load them; every word in them is invented."""

from typing import Any

from tests.importers.zeeschuimer.meta_samples import (
    FACEBOOK,
    INSTAGRAM,
    INSTAGRAM_COMMENTS,
    SECOND,
    THREADS,
    Item,
)

MILLISECOND = 1_650_000_000_000

TIKTOK: list[Item] = [
    {
        "id": "7086000000000000001",
        "desc": "Dance #garden @otto",
        "createTime": SECOND,
        "textLanguage": "en",
        "author": {"id": "91", "uniqueId": "marta.w", "nickname": "Marta", "signature": "seeds", "verified": False},
        "authorStats": {"followerCount": 12, "followingCount": 3, "videoCount": 4, "diggCount": 900},
        "stats": {"diggCount": 5, "commentCount": 0, "shareCount": 2, "playCount": 70},
        "textExtra": [{"hashtagName": "garden", "userUniqueId": ""}, {"hashtagName": "", "userUniqueId": "otto"}],
        "duetInfo": {"duetFromId": "0"},
    },
    {
        "id": "7086000000000000002",
        "desc": "Together",
        "createTime": str(SECOND + 5),
        "author": {"id": "92", "uniqueId": "otto", "nickname": "Otto"},
        "statsV2": {"diggCount": "6", "playCount": "8"},
        "challenges": [{"id": "1", "title": "spring"}],
        "duetInfo": {"duetFromId": "7086000000000000001"},
    },
    {"id": "7086000000000000003", "desc": "رقص #ربيع", "createTime": str(SECOND), "author": "lina", "nickname": "لينا"},
]
TIKTOK_COMMENTS: list[Item] = [
    {
        "cid": "c1",
        "id": "c1",
        "aweme_id": "7086000000000000001",
        "reply_id": "0",
        "text": "Nice @marta.w",
        "create_time": SECOND + 60,
        "comment_language": "en",
        "digg_count": 3,
        "reply_comment_total": 1,
        "user": {"uid": "92", "unique_id": "otto", "nickname": "Otto"},
    },
    {
        "cid": "c2",
        "aweme_id": "7086000000000000001",
        "reply_id": "c1",
        "text": "yes",
        "create_time": SECOND + 90,
        "digg_count": 0,
        "user": {"uid": "93"},
    },
]
LINKEDIN: list[Item] = [
    {
        "id": "urn:li:fsd_update:(urn:li:activity:6920882777168695296,MAIN_FEED)",
        "updateMetadata": {"urn": "urn:li:activity:6920882777168695296"},
        "actor": {
            "name": {"text": "Jane Doe"},
            "description": {"text": "Baker"},
            "subDescription": {"text": "3d •"},
            "navigationContext": {"actionTarget": "https://www.linkedin.com/in/jane-doe?miniProfileUrn=x"},
        },
        "commentary": {
            "text": {
                "text": "We bake #bread",
                "attributesV2": [{"detailData": {"*hashtag": {"trackingUrn": "urn:li:hashtag:bread"}}}],
            }
        },
        "content": {"articleComponent": {"navigationContext": {"actionTarget": "https://bread.example/a"}}},
        "*socialDetail": {"*totalSocialActivityCounts": {"numLikes": 8, "numComments": 1, "numShares": 2}},
    },
    {
        "preDashEntityUrn": "urn:li:fs_updateV2:(urn:li:aggregate:(urn:li:activity:6920882777168695297,x),y)",
        "actor": {
            "name": {"text": "Acme"},
            "navigationContext": {"actionTarget": "https://www.linkedin.com/company/acme/posts"},
        },
        "commentary": None,
        "content": None,
        "resharedUpdate": {"updateMetadata": {"urn": "urn:li:activity:6920882777168695296"}},
        "*socialDetail": {"likes": {"paging": {"total": 4}}, "comments": {"paging": {"total": 0}}, "totalShares": 0},
    },
    {"preDashEntityUrn": "urn:li:activity:6920882777168695298", "actor": None, "commentary": None},
]
ACCOUNT = {
    "id": "11",
    "username": "ruth",
    "acct": "ruth",
    "display_name": "Ruth",
    "note": "<p>Hens &amp; eggs</p>",
    "created_at": "2022-02-22T10:00:00.000Z",
    "followers_count": 9,
    "following_count": 8,
    "statuses_count": 7,
    "verified": False,
    "url": "https://truthsocial.com/@ruth",
    "avatar": "https://pic.example/r.jpg",
}


def _truth(number: str, content: str, **changes: Any) -> Item:
    return {
        "id": number,
        "created_at": "2022-04-15T05:20:00.250Z",
        "content": content,
        "account": ACCOUNT,
        "reblogs_count": 1,
        "replies_count": 2,
        "favourites_count": 3,
        "mentions": [],
        "tags": [],
        "media_attachments": [],
        "in_reply_to_id": None,
        **changes,
    }


TRUTHSOCIAL: list[Item] = [
    _truth("108", "Hello #hens\nsecond line", tags=[{"name": "hens"}], card={"url": "https://hens.example/"}),
    _truth(
        "109",
        "",
        reblog=_truth(
            "108", "<p>Hello <b>#hens</b><br>second line</p>", account={**ACCOUNT, "id": "12", "acct": "otto"}
        ),
    ),
    _truth("110", "no", in_reply_to_id="108", in_reply_to_account_id="11", mentions=[{"id": "11", "username": "ruth"}]),
    _truth("111", "see", quote_id="108", quote=_truth("108", "Hello"), group={"id": "g1"}),
]
GAB: list[Item] = [
    {
        "i": "1090",
        "id": "1090",
        "ca": "2022-04-15T05:20:00.000Z",
        "c": "Good day #sun",
        "ul": "https://gab.com/eva/posts/1090",
        "fc": 4,
        "rbc": 1,
        "rc": 0,
        "ai": "55",
        "author_info": {"i": "55", "un": "eva", "ac": "eva", "dn": "Eva", "nt": "walks"},
        "link_info": {"id": "3", "url": "https://sun.example/x", "title": "Sun"},
        "image_info": None,
        "g": {"id": "8", "title": "Sky"},
    },
    {
        "id": "1091",
        "type": "post",
        "created_at": "2022-04-15T05:21:00.000Z",
        "content": "<p>Older &amp; longer</p>",
        "reaction_count": 2,
        "reposts_count": 0,
        "replies_count": 1,
        "account": {"id": "56", "username": "max", "display_name": "Max"},
    },
    {"id": "8", "type": "group", "created_at": "2022-01-01T00:00:00.000Z", "account": {"title": "Sky"}},
]
NINEGAG: list[Item] = [
    {
        "id": "aA1",
        "title": "A cat",
        "description": "that sits",
        "creationTs": SECOND,
        "creator": {"username": "leo", "fullName": "Leo", "isVerifiedAccount": False},
        "upVoteCount": 10,
        "commentsCount": 2,
        "tags": [{"key": "cat", "url": "/tag/cat"}],
        "sourceUrl": "https://cats.example/1",
        "images": {"image700": {"url": "https://img.example/a.jpg"}},
    },
    {
        "id": "aA2",
        "title": "Nobody's",
        "description": "",
        "creationTs": SECOND,
        "creator": None,
        "upVoteCount": 1,
        "tags": [],
    },
    {
        "id": "aA3",
        "title": "x",
        "creationTs": SECOND,
        "creator": {"username": "9GAGGER"},
        "upVoteCount": 1,
        "sourceUrl": "",
    },
]
IMGUR: list[Item] = [
    {
        "id": "iM1",
        "title": "Lake",
        "description": None,
        "created_at": "2022-04-15T05:20:00Z",
        "account_id": 321,
        "cover": {"url": "https://img.example/l.jpg", "type": "image"},
        "upvote_count": 7,
        "comment_count": 1,
        "view_count": 90,
        "point_count": 6,
        "virality": 1.5,
        "is_ad": False,
    },
    {"id": "iM2", "title": "Buy", "created_at": "2022-04-15T05:20:00Z", "account_id": 0, "is_ad": True},
    {"id": "iM3", "title": "Anon", "created_at": "2022-04-15T05:20:00Z", "account_id": 0, "is_ad": False},
]
PINTEREST: list[Item] = [
    {
        "id": "UGlu",
        "entityId": "88001",
        "created_at": "Fri, 15 Apr 2022 05:20:00 +0000",
        "title": "Shelf",
        "description": " Oak ",
        "pinner": {"username": "ida", "fullName": "Ида"},
        "board": {"id": "b1", "name": "Wood", "url": "/ida/wood/"},
        "images": {"orig": {"url": "https://pin.example/s.jpg"}},
        "link": "https://oak.example/shelf",
    },
    {"id": "88002", "title": "From the page", "body": "no author", "tags": ["wood"], "_zs-origin": "html"},
]
DOUYIN: list[Item] = [
    {
        "aweme_id": "7086111",
        "desc": "春天 #花",
        "create_time": SECOND,
        "author_user_id": 5001,
        "author": {"uid": "5001", "unique_id": "hua", "nickname": "花花", "sec_uid": "MS4"},
        "statistics": {"digg_count": 3, "comment_count": 1, "share_count": 0, "play_count": 50},
        "text_extra": [{"hashtag_name": "花", "sec_uid": ""}],
        "group_id": "7086111",
    },
    {
        "awemeId": "7086112",
        "desc": "你好",
        "createTime": SECOND + 1,
        "authorUserId": "5002",
        "authorInfo": {"uid": "5002", "nickname": "小明"},
        "stats": {"diggCount": 2, "commentCount": 0, "shareCount": 0},
        "textExtra": [],
        "cellRoom": "$undefined",
        "ZS_collected_from_embed": True,
    },
    {"aweme_id": "7086113", "desc": "", "cell_room": {"rawdata": "{}"}, "create_time": SECOND},
]
XIAOHONGSHU: list[Item] = [
    {
        "id": "64a1",
        "model_type": "note",
        "note_card": {
            "display_title": "面包",
            "desc": "好吃 #早餐",
            "time": MILLISECOND,
            "user": {"user_id": "u9", "nickname": "小红", "avatar": "https://img.example/u.jpg"},
            "interact_info": {"liked_count": "12"},
        },
    },
    {
        "id": "64a2",
        "note": {
            "noteId": "64a2",
            "title": "Tea",
            "desc": "",
            "time": MILLISECOND,
            "user": {"userId": "u8", "nickname": "Lin"},
            "interactInfo": {"likedCount": "1.2万", "commentCount": "3", "shareCount": "1"},
            "tagList": [{"name": "tea"}],
        },
    },
    {"id": "64a3", "url": "/explore/64a3", "title": "Tile", "author_name": "Yu", "likes": "5", "_zs-origin": "html"},
    {"id": "64a4", "model_type": "note", "note_card": {"cover": {"url": "https://img.example/c.jpg"}}},
]
ITEMS: dict[str, list[Item]] = {
    "tiktok.com": TIKTOK,
    "tiktok-comments": TIKTOK_COMMENTS,
    "instagram.com": INSTAGRAM,
    "instagram-comments": INSTAGRAM_COMMENTS,
    "threads.net": THREADS,
    "facebook.com": FACEBOOK,
    "linkedin.com": LINKEDIN,
    "truthsocial.com": TRUTHSOCIAL,
    "gab.com": GAB,
    "9gag.com": NINEGAG,
    "imgur.com": IMGUR,
    "pinterest.com": PINTEREST,
    "douyin.com": DOUYIN,
    "xiaohongshu.com": XIAOHONGSHU,
}
