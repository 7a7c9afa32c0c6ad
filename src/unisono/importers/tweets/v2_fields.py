"""The fields of Twitter API v2, and the three ways in which its lines hold posts: pages, streams, one post a line."""

from collections.abc import Mapping


def _struct(fields: Mapping[str, str]) -> str:
    return "struct(" + ", ".join(f'"{name}" {kind}' for name, kind in fields.items()) + ")"


USER = {
    "id": "varchar",
    "username": "varchar",
    "name": "varchar",
    "description": "varchar",
    "location": "varchar",
    "url": "varchar",
    "profile_image_url": "varchar",
    "created_at": "varchar",
    "verified": "boolean",
    "public_metrics": "struct(followers_count bigint, following_count bigint, tweet_count bigint, like_count bigint)",
}
MEDIA = {"media_key": "varchar", "url": "varchar", "preview_image_url": "varchar"}
ENTITIES = (
    "struct(hashtags struct(tag varchar)[], mentions struct(id varchar, username varchar)[], "
    "urls struct(url varchar, expanded_url varchar, unwound_url varchar, media_key varchar)[])"
)
METRICS = (
    "struct(retweet_count bigint, reply_count bigint, like_count bigint, quote_count bigint, "
    "impression_count bigint, followers_count bigint, following_count bigint, tweet_count bigint)"
)
TWEET = {
    "id": "varchar",
    "text": "varchar",
    "author_id": "varchar",
    "created_at": "varchar",
    "lang": "varchar",
    "source": "varchar",
    "conversation_id": "varchar",
    "in_reply_to_user_id": "varchar",
    "public_metrics": METRICS,
    "entities": ENTITIES,
    "note_tweet": f"struct(text varchar, entities {ENTITIES})",
    "attachments": "struct(media_keys varchar[])",
    "edit_history_tweet_ids": "varchar[]",
    "referenced_tweets": 'struct("type" varchar, id varchar)[]',
    # A page of profiles has them where a page of posts has posts.
    **{name: kind for name, kind in USER.items() if name not in ("id", "created_at", "public_metrics")},
}
FLAT = {
    **TWEET,
    "attachments": f"struct(media_keys varchar[], media {_struct(MEDIA)}[])",
    "author": _struct(USER),
    "in_reply_to_user": _struct(USER),
    "referenced_tweets": _struct({"type": "varchar", **TWEET, "author": _struct(USER)}) + "[]",
}
INCLUDES = f"struct(users {_struct(USER)}[], tweets {_struct(TWEET)}[], media {_struct(MEDIA)}[])"
RETRIEVED = {"__twarc": "struct(retrieved_at varchar)"}

COLUMNS = {
    "page": {"data": _struct(TWEET) + "[]", "includes": INCLUDES, **RETRIEVED},
    "stream": {"data": _struct(TWEET), "includes": INCLUDES, **RETRIEVED},
    "flat": {**FLAT, **RETRIEVED},
}

_PLAIN = [name for name in TWEET if name not in ("attachments", "referenced_tweets")]


def _pack(tweet: str) -> str:
    """Write a flattened post as the post of a page."""
    plain = ", ".join(f'"{name}" := {tweet}"{name}"' for name in _PLAIN)
    return f"""struct_pack({plain},
        attachments := case when {tweet}attachments is not null
          then struct_pack(media_keys := {tweet}attachments.media_keys) end,
        referenced_tweets := [struct_pack("type" := named."type", id := named.id)
          for named in {tweet}referenced_tweets])"""


def _pack_nested(tweet: str) -> str:
    """Write a post nested in a flattened one; what it refers to in turn is not told."""
    plain = ", ".join(f'"{name}" := {tweet}."{name}"' for name in _PLAIN)
    return f"struct_pack({plain}, attachments := {tweet}.attachments)"


PIECES = {
    "page": """
        select data, includes.users as users, includes.tweets as tweets, includes.media as media,
          "__twarc".retrieved_at as retrieved_at
        from lines""",
    "stream": """
        select case when data.id is not null then [data] end as data, includes.users as users,
          includes.tweets as tweets, includes.media as media, "__twarc".retrieved_at as retrieved_at
        from lines""",
    "flat": f"""
        select case when id is not null then [{_pack("")}] end as data,
          list_concat([author], [named.author for named in referenced_tweets], [in_reply_to_user]) as users,
          [{_pack_nested("named")} for named in referenced_tweets if named.text is not null] as tweets,
          attachments.media as media,
          "__twarc".retrieved_at as retrieved_at
        from lines""",
}

USER_FIELDS = """
  one.username as user_handle,
  one.name as user_name,
  one.description as user_bio,
  one.location as user_location,
  one.url as user_url,
  one.profile_image_url as user_avatar,
  one.verified as user_verified,
  one.public_metrics.followers_count as user_followers,
  one.public_metrics.following_count as user_following,
  one.public_metrics.tweet_count as user_posts,
  one.public_metrics.like_count as user_likes
"""

TWEET_FIELDS = """
  one.id as id,
  coalesce(one.note_tweet.text, one.text) as text,
  false as truncated,
  one.author_id as user_id,
  one.created_at as created_at,
  [tag.tag for tag in coalesce(one.note_tweet.entities.hashtags, one.entities.hashtags)] as hashtags,
  [coalesce(link.unwound_url, link.expanded_url, link.url)
    for link in coalesce(one.note_tweet.entities.urls, one.entities.urls)
    if link.media_key is null] as urls,
  [coalesce(named.id, named.username)
    for named in coalesce(one.note_tweet.entities.mentions, one.entities.mentions)] as mentions,
  one.entities is not null as has_entities,
  one.attachments.media_keys as media_keys,
  one.edit_history_tweet_ids as history,
  one.public_metrics.retweet_count as reposts,
  one.public_metrics.reply_count as replies,
  one.public_metrics.like_count as likes,
  one.public_metrics.quote_count as quotes,
  one.public_metrics.impression_count as views"""

POSTS = f"""
with ones as (
  select rowid as line, unnest(data) as one, retrieved_at
  from pieces
)
select line, retrieved_at, {TWEET_FIELDS},
  one.lang as lang,
  one.source as source,
  one.conversation_id as thread_id,
  one.in_reply_to_user_id as in_reply_to_user,
  [named.id for named in one.referenced_tweets if named."type" = 'retweeted'][1] as original_id,
  [named.id for named in one.referenced_tweets if named."type" = 'quoted'][1] as quoted_id,
  [named.id for named in one.referenced_tweets if named."type" = 'replied_to'][1] as replied_id,
  {USER_FIELDS}
from ones
"""

INCLUDED_POSTS = f"""
with ones as (
  select rowid as line, unnest(tweets) as one
  from pieces
)
select line, {TWEET_FIELDS}
from ones
where one.id is not null
"""

USERS = f"""
with ones as (
  select rowid as line, unnest(users) as one, retrieved_at
  from pieces
)
select line, retrieved_at,
  one.id as user_id,
  one.created_at as user_created_at,
  {USER_FIELDS}
from ones
where one.id is not null
"""

MEDIA_FILES = """
with ones as (
  select rowid as line, unnest(media) as one
  from pieces
)
select line, one.media_key as media_key, coalesce(one.url, one.preview_image_url, one.media_key) as address
from ones
where one.media_key is not null
"""
