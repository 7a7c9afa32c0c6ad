"""Builds tables in the columns of 4CAT's sources, for tests; every word in them is invented."""

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

HEADERS: dict[str, list[str]] = {name: columns.split() for name, columns in {
    "twitter-import": "collected_from_url id thread_id timestamp unix_timestamp link body author author_fullname "
    "author_id author_avatar_url author_banner_url verified source language_guess possibly_sensitive retweet_count "
    "reply_count like_count quote_count impression_count is_retweet retweeted_user is_quote_tweet quote_tweet_id "
    "quote_author quote_body quote_images quote_videos is_quote_withheld is_reply replied_author is_withheld hashtags "
    "urls images videos mentions long_lat place_name",
    "twitterv2": "id thread_id timestamp unix_timestamp link subject body author author_fullname author_id "
    "author_followers source language_guess possibly_sensitive impression_count retweet_count bookmark_count "
    "like_count quote_count reply_count is_retweet retweeted_user is_quote_tweet quoted_user is_reply replied_user "
    "hashtags urls images videos mentions long_lat place_name",
    "bsky": "collected_at query rank id thread_id created_at author author_id body link tags like_count quote_count "
    "reply_count repost_count quoted_post quoted_user replied_to_post replied_to_user replies_allowed mentions links "
    "images labels has_poll languages author_display_name author_profile author_avatar author_created_at timestamp",
    "tiktok": "collected_from_url id thread_id author author_full author_followers author_likes author_videos "
    "author_avatar body stickers timestamp unix_timestamp is_duet is_ad is_paid_partnership is_sensitive "
    "is_photosensitive music_name music_id music_url music_thumbnail music_author video_url tiktok_url thumbnail_url "
    "likes comments shares plays hashtags challenges diversification_labels location_created effects warning",
    "tiktok-comments": "collected_from_url id thread_id author author_full author_avatar_url body timestamp "
    "unix_timestamp likes replies post_id post_url post_body comment_url is_liked_by_post_author is_sticky "
    "is_comment_on_comment language_guess",
    "instagram": "collected_from_url collected_from_view partial_item id timestamp thread_id parent_id url body "
    "author_id author author_fullname verified author_avatar_url coauthors coauthor_fullnames coauthor_ids media_type "
    "num_media image_urls media_urls hashtags usertags play_count likes_hidden num_likes num_comments location_name "
    "location_id location_latlong location_city unix_timestamp missing_media",
    "threads": "collected_from_url id thread_id url body timestamp author author_is_verified author_avatar image_url "
    "video_url audio_url link_url link_thumbnail_url is_paid_partnership likes reposts replies quotes hashtags "
    "unix_timestamp",
    "facebook": "id url body timestamp author author_name image_url video_url is_in_group group_name unix_timestamp",
    "telegram": "id thread_id chat author author_username author_name author_is_bot body body_markdown is_reply "
    "reply_to views reactions restriction_reason chat_restriction_reason message_noforwards chat_noforwards timestamp "
    "unix_timestamp timestamp_edited unix_timestamp_edited author_forwarded_from_name author_forwarded_from_username "
    "author_forwarded_from_id entities_linked entities_mentioned all_connections timestamp_forwarded_from "
    "unix_timestamp_forwarded_from link_title link_description link_attached attachment_type attachment_data "
    "attachment_filename",
    "vk": "id thread_id timestamp unix_timestamp link item_type body author_id author_type author_screen_name "
    "author_name author_sex author_city author_country author_photo author_is_admin author_is_advertiser "
    "author_deactivated author_privacy_is_closed author_followers in_reply_to_user in_reply_to_comment_id source views "
    "likes post_comments edited photos videos audio links docs subject",
    "truth": "id created_at body url reblogs_count replies_count account_id account_username account_display_name "
    "account_avatar account_verified account_followers account_following mentions hashtags images video_thumbs "
    "video_urls group_id group_display_name group_avatar group_note group_members_count thread_id timestamp",
    "gab": "id created_at body url reaction_count reposts_count replies_count group_id group_title group_description "
    "group_member_count group_is_private group_url group_created_at account_id account_username account_account "
    "account_display_name account_note link_id link_url link_title link_description link_type link_image image_id "
    "image_url image_type thread_id timestamp",
    "linkedin": "id thread_id body timestamp timestamp_collected timestamp_ago is_promoted author author_name "
    "author_description author_pronouns author_avatar_url author_is_company author_url hashtags image_urls post_url "
    "link_url likes comments shares inclusion_context unix_timestamp unix_timestamp_collected",
    "tumblr": "type timestamp is_reblog author subject blog_description blog_url blog_uuid blog_last_updated id "
    "post_url post_slug thread_id body tags notes urls images video_source video_url video_id video_thumb audio_type "
    "audio_url audio_plays link_author link_publisher link_image asking_name asking_url question answer chat",
    "douyin": "id thread_id subject body timestamp post_source_domain post_url region hashtags mentions video_tags "
    "prevent_download video_url video_duration image_urls music_author music_title music_url collect_count "
    "comment_count digg_count download_count forward_count play_count share_count count_total_streams_viewers "
    "count_current_stream_viewers author_user_id author_nickname author_profile_url author_thumbnail_url "
    "author_region author_is_ad_fake part_of_collection 4CAT_first_video_displayed collection_id collection_name "
    "place_in_collection unix_timestamp",
    "xiaohongshu": "id url title body timestamp author author_avatar_url image_url video_url likes unix_timestamp",
    "9gag": "id url subject body timestamp author author_name author_status author_verified type image_url video_url "
    "is_nsfw is_promoted is_vote_masked is_anonymous source_domain source_url upvotes downvotes score comments tags "
    "tags_annotated unix_timestamp",
    "imgur": "id subject body timestamp author type media_url post_url album_media is_ad is_album is_mature is_viral "
    "views upvotes downvotes score comments favourites virality_score unix_timestamp",
    "pinterest": "id thread_id author author_fullname author_original body subject ai_description pinner_original "
    "pinner_via board board_pins board_url timestamp idea_tags url is_video image_url dominant_colour unix_timestamp",
    "any": "id thread_id author body timestamp unix_timestamp subject",
}.items()}  # fmt: skip

AT = "2024-05-01 12:00:00"
UNIX = "1714564800"


def row(source: str, /, **cells: Any) -> dict[str, Any]:
    """Return a row of a source at noon of the first of May, with these cells; `_` in a name may stand for a blank."""
    known = {"id": "1", "thread_id": "1", "timestamp": AT, "unix_timestamp": UNIX, "author": "ann", "body": "hello"}
    assert set(cells) <= set(HEADERS[source]), set(cells) - set(HEADERS[source])
    return {name: {**known, **cells}.get(name, "") for name in HEADERS[source]}


def table(source: str, *rows: Mapping[str, Any], delimiter: str = ",", without: Iterable[str] = ()) -> str:
    """Write rows as 4CAT does, or with `;` as Zeeschuimer does."""
    header = [name for name in HEADERS[source] if name not in set(without)]
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, header, delimiter=delimiter, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def x_post(number: int, **cells: Any) -> dict[str, Any]:
    """Return a post of X with an id of its own time, by author `number`."""
    flags = dict.fromkeys(("is_retweet", "is_quote_tweet", "is_reply"), "no")
    post_id = str((1714564800000 - 1288834974657 << 22) + number)
    known = {"id": post_id, "thread_id": post_id, "author": f"person_{number}", "author_id": str(1000 + number)}
    return row("twitter-import", **{**flags, **known, "author_fullname": f"Person {number}", **cells})
