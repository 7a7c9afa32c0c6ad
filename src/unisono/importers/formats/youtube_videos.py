"""Lists of videos from YouTube Data Tools."""

from unisono.importers.tables.declared import TableFormat, importer_of

IMPORTER = importer_of(
    TableFormat(
        name="youtube_videos",
        title="YouTube videos of YouTube Data Tools (CSV)",
        platform="youtube",
        columns={
            "post_id": ("videoId",),
            "account_id": ("channelId",),
            "display_name": ("channelTitle",),
            "created_at": ("publishedAt", "publishedAtSQL"),
            "text": ("videoTitle&videoDescription", "videoTitle", "videoDescription"),
            "media": ("thumbnail_maxres",),
            "lang": ("defaultLanguage|defaultLAudioLanguage|defaultAudioLanguage",),
            "view_count": ("viewCount",),
            "like_count": ("likeCount",),
            "reply_count": ("commentCount",),
        },
        signs=(
            (("videoId", "channelId", "publishedAt", "videoTitle"), 0.97),
            (("videoId", "channelId", "publishedAtSQL", "videoTitle"), 0.97),
            (("videoId", "channelId", "publishedAt", "videoDescription"), 0.95),
        ),
        needed=(("post_id",), ("account_id",), ("created_at",)),
        traps=(
            "The channel's id is the account; titles of channels change and are not unique.",
            "Title and description together are the text: descriptions hold the hashtags and the links.",
            "Tags are keywords for the search, which viewers do not see; they are not hashtags, and are not read.",
            "Quotes are doubled or follow a backslash, within one file; both are read.",
            "Hidden likes and comments leave their cell empty, which is not zero.",
        ),
    )
)
