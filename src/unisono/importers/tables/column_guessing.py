"""Which column of a table holds which of our fields, guessed from names that tools and people give to columns."""

import re
import unicodedata
from collections.abc import Iterable, Mapping

import polars as pl

from unisono.importers.tables.column_names import OTHER_LANGUAGES
from unisono.importers.times import SHAPES, read_times

NAMES: dict[str, str] = {
    "post_id": "postid tweetid statusid messageid contentid commentid fullname idstr id tweetidstr objectid uri "
    "posturi",
    "account_id": "accountid userid authorid useridstr uid uniqueuserid useruniqueid fromuserid fromid senderid "
    "posterid creatorid profileid channelid pageid facebookid postownerid ownerid did",
    "handle": "handle userhandle authorhandle accounthandle username screenname userscreenname twitterscreenname "
    "authorusername authorscreenname author authorname userusername user accountname account fromuser poster sender "
    "creator profilename channelname pagename usuario autor autora nutzer nutzername benutzer benutzername utilisateur "
    "auteur utente autore usuário пользователь автор kullanıcı kullanıcıadı ユーザー 用户 사용자 المستخدم",
    "display_name": "displayname userdisplayname userfullname authorfullname authordisplayname fullname2 "
    "accountname",
    "created_at": "createdat createdutc createdatutc unixtimestamp timestampshare timestamputc timestamp tweettime "
    "tweetcreatedat posttime postcreatedat postcreated publishedat publisheddate publishdate publicationdate published "
    "postedat postedon dateposted datetime datetimeutc creationtime createtime creationdate created datetweetsent "
    "postdate tweetdate date time fecha fechahora fechapublicacion fechadepublicación data datahora datum zeit "
    "zeitstempel erstelltam datumuhrzeit dateheure horodatage tarih дата датаивремя время 日時 日付 日期 时间 날짜 "
    "التاريخ",
    "collected_at": "collectedat retrievedat retrievedon crawledat scrapedat harvesteddate observedat twarcretrievedat",
    "text": "text fulltext tweettext posttext messagetext rawcontent content postcontent tweetcontent body postbody "
    "message tweet caption posttitleandtext selftext texto contenido mensaje conteúdo nachricht inhalt beitrag texte "
    "contenu testo contenuto текст сообщение metin içerik 本文 内容 文本 내용 النص",
    "kind": "kind tweettype posttype",
    "is_repost": "isrepost isretweet isretweeted retweet isrt",
    "is_quote": "isquote isquotetweet isquotestatus",
    "is_reply": "isreply",
    "repost_of": "repostof repostid retweetid retweettweetid retweetedstatusid retweetedtweetid retweetedid "
    "referencedtweetsretweetedid retweetedstatusidstr retweetof",
    "quote_of": "quoteof quotetweetid quotedtweettweetid quotedstatusid quotedtweetid quoteid quotedpost "
    "referencedtweetsquotedid",
    "reply_to": "replyto replyid replytoid inreplytotweetid inreplytostatusid inreplytoid parentid "
    "referencedtweetsrepliedtoid inreplytostatusidstr repliedtopost",
    "repost_of_account": "retweetuserid retweeteduserid",
    "reply_to_account": "inreplytouserid inreplytoaccountid",
    "quote_of_account": "quoteduserid",
    "repost_of_handle": "retweetedusername retweeteduser retweetedscreenname retweetedfrom reposteduser",
    "reply_to_handle": "inreplytousername inreplytoscreenname repliedauthor replieduser repliedtouser",
    "quote_of_handle": "quotedusername quoteduser quoteauthor",
    "ref_post_id": "refpostid retweetorquoteid",
    "ref_account_id": "refaccountid retweetorquoteuserid",
    "ref_handle": "refhandle retweetorquotescreenname",
    "ref_created_at": "refcreatedat",
    "thread_id": "threadid conversationid conversationidstr linkid",
    "community_id": "communityid subreddit subredditdisplaynameprefixed subredditdisplayname community groupid",
    "hashtags": "hashtags entitieshashtags hashtag tags etiquetas",
    "urls": "urls entitiesurls links link expandedurls tweeturls outlinks",
    "mentions": "mentions usermentions entitiesmentions mentionedusers mentionedauthors menciones",
    "media": "media mediaurls images photos",
    "lang": "lang language tweetlanguage languageguess idioma sprache langue lingua",
    "client": "client source tweetclientname sourcelabel clientname",
    "platform": "platform socialnetwork network",
    "repost_count": "repostcount retweetcount retweets timesretweeted sharecount shares xreposts "
    "publicmetricsretweetcount",
    "reply_count": "replycount replies commentcount commsnum publicmetricsreplycount",
    "like_count": "likecount likes favoritecount favouritecount favorites timesfavorited publicmetricslikecount",
    "quote_count": "quotecount quotes publicmetricsquotecount",
    "view_count": "viewcount views impressioncount impressions publicmetricsimpressioncount",
    "is_deleted": "isdeleted deleted",
    "account_created_at": "accountcreatedat usercreatedat authorcreatedat accountcreationdate",
    "bio": "bio userdescription authordescription userprofiledescription authorprofile",
    "location": "location userlocation authorlocation accountlocation userreportedlocation locationtext",
    "account_url": "userurl authorurl userprofileurl",
    "avatar_url": "avatarurl avatar profilepicture profilepictureurl authoravatarurl userprofileimageurl "
    "authorprofileimageurl profileimageurl",
    "followers": "followers followercount followerscount userfollowerscount authorfollowers userfollowers "
    "authorpublicmetricsfollowerscount",
    "following": "following followingcount friendscount userfriendscount authorpublicmetricsfollowingcount",
    "account_posts": "userstatusescount statusescount authorpublicmetricstweetcount accountposts",
    "account_likes": "userfavouritescount accountlikes",
    "account_lang": "accountlanguage userlang accountlang",
    "verified": "verified userverified authorverified",
}  # fmt: skip
"""Names in order of trust, in small letters without blanks and signs."""

TIME_PARTS = ("created", "publish", "posted", "timestamp", "datetime", "date", "fecha", "datum")
OTHER_TIMES = (
    "account", "user", "author", "profile", "updat", "edit", "delet", "modif", "harvest", "collect", "retriev",
)  # fmt: skip
TEXT_PARTS = ("text", "content", "message", "body", "texto")
NOT_TEXT = ("id", "count", "type", "lang", "url", "link", "color", "colour")
CLOCK_NAMES = (
    "time",
    "hora",
    "uhrzeit",
    "zeit",
    "heure",
    "ora",
    "время",
    "час",
    "時刻",
    "時間",
    "时间",
    "시간",
    "godzina",
    "saat",
)
DATE_NAMES = ("date", "fecha", "datum", "data", "дата", "日付", "日期", "날짜", "tarih")
CLOCK = r"^\d{1,2}:\d\d(:\d\d)?(\s*[AaPp][Mm])?$"


def shorten_name(name: str) -> str:
    """Write a column name in small letters without blanks and signs: `Author.userName` is `authorusername`."""
    return re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name).casefold())


def guess_columns(columns: Iterable[str], sample: pl.DataFrame) -> dict[str, str]:
    """Return our field -> column for every field that a column seems to hold; no column is used twice."""
    names: dict[str, str] = {}
    for column in columns:
        names.setdefault(shorten_name(column), column)
    guessed: dict[str, str] = {}
    for our_field, known in NAMES.items():
        words = f"{shorten_name(our_field)} {known} {OTHER_LANGUAGES.get(our_field, '')}"
        fitting = [names[name] for name in words.split() if name in names]
        free = [column for column in dict.fromkeys(fitting) if column not in guessed.values()]
        free = [column for column in free if _holds(our_field, sample, column)]
        if free:
            guessed[our_field] = free[0]
    guessed |= _guess_loosely(names, guessed, sample)
    return _join_date_and_clock(names, guessed, sample)


def _holds(our_field: str, sample: pl.DataFrame, column: str) -> bool:
    """Say whether a column can hold a field, by what its first rows show: times must read as times."""
    if our_field != "created_at" or column not in sample.columns:
        return True
    written = sample[column].drop_nulls()
    if written.is_empty() or written.dtype.is_temporal():
        return True
    is_ambiguous = written.cast(pl.String).str.contains(SHAPES["numbers"] + "$")
    return bool(is_ambiguous.any()) or read_times(written).at.null_count() < len(written)


def _guess_loosely(names: Mapping[str, str], guessed: Mapping[str, str], sample: pl.DataFrame) -> dict[str, str]:
    """Find time, text and author by parts of names, where no whole name is known."""
    found: dict[str, str] = {}
    for our_field, parts, unwanted in (
        ("created_at", TIME_PARTS, OTHER_TIMES),
        ("text", TEXT_PARTS, NOT_TEXT),
        ("handle", ("screenname", "username", "userhandle"), ("repl", "retweet", "quote", "mention")),
    ):
        if our_field in guessed or (our_field == "handle" and "account_id" in guessed):
            continue
        for name, column in names.items():
            is_taken = column in guessed.values() or column in found.values()
            fits = any(part in name for part in parts) and not any(part in name for part in unwanted)
            if fits and not is_taken and _holds(our_field, sample, column):
                found[our_field] = column
                break
    return found


def _join_date_and_clock(names: Mapping[str, str], guessed: dict[str, str], sample: pl.DataFrame) -> dict[str, str]:
    """Join a column of dates with a column of clock times beside it: `Date+Time`."""
    dates = [names[name] for name in DATE_NAMES if name in names]
    clocks = [names[name] for name in CLOCK_NAMES if name in names]
    if guessed.get("created_at") not in (*dates, *clocks):
        return guessed
    for date in dates:
        for clock in clocks:
            if date == clock or clock not in sample.columns:
                continue
            written = sample[clock].drop_nulls().cast(pl.String)
            if len(written) and written.str.contains(CLOCK).all():
                return {**guessed, "created_at": f"{date}+{clock}"}
    return guessed


def guess_platform(columns: Iterable[str], sample: pl.DataFrame) -> str:
    """Name the platform that the names of columns betray; `unknown` where none does."""
    names = " ".join(shorten_name(column) for column in columns)
    for platform, signs in (
        ("reddit", ("subreddit", "selftext")),
        ("twitter", ("tweet", "screenname", "twitter")),
        ("tiktok", ("videodescription", "tiktok")),
        ("telegram", ("telegram", "fwdfrom")),
    ):
        if any(sign in names for sign in signs):
            return platform
    return "unknown"
