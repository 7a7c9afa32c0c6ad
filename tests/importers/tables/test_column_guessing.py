"""Columns are guessed by the names that tools and people give them."""

import polars as pl
import pytest

from unisono.importers.formats.generic import FIELDS
from unisono.importers.tables.column_guessing import NAMES, guess_columns, guess_platform, shorten_name

NOTHING = pl.DataFrame()


@pytest.mark.parametrize(
    ("columns", "guessed"),
    [
        ("id author_id created_at text", ("id", "author_id", "created_at", "text")),
        ("post_id account_id created_at text", ("post_id", "account_id", "created_at", "text")),
        ("tweetId userId createdAt fullText", ("tweetId", "userId", "createdAt", "fullText")),
        ("message_id sender_id date message", ("message_id", "sender_id", "date", "message")),
        ("id_str user.id_str timestamp content", ("id_str", "user.id_str", "timestamp", "content")),
    ],
)
def test_each_tool_s_names_are_known(columns: str, guessed: tuple[str, ...]) -> None:
    found = guess_columns(columns.split(), NOTHING)
    assert tuple(found[name] for name in ("post_id", "account_id", "created_at", "text")) == guessed


def test_the_columns_of_flattened_x_posts_are_known() -> None:
    columns = [
        "id",
        "author_id",
        "referenced_tweets.retweeted.id",
        "public_metrics.like_count",
        "author.username",
        "text",
    ]
    found = guess_columns(columns, NOTHING)
    assert found["repost_of"] == "referenced_tweets.retweeted.id"
    assert (found["like_count"], found["handle"]) == ("public_metrics.like_count", "author.username")


@pytest.mark.parametrize("columns", ["account_handle account_name", "account_name account_handle"])
def test_a_column_of_handles_goes_before_one_of_names_which_people_choose(columns: str) -> None:
    found = guess_columns(columns.split(), NOTHING)
    assert found["handle"].endswith("_handle")
    assert found["display_name"].endswith("_name")


@pytest.mark.parametrize("columns", ["author author_handle", "author_name author_handle", "username account_handle"])
def test_a_column_that_says_it_holds_handles_is_believed(columns: str) -> None:
    assert guess_columns(columns.split(), NOTHING)["handle"].endswith("_handle")


def test_a_name_stands_for_the_handle_where_there_is_none() -> None:
    assert guess_columns(["account_name", "text"], NOTHING) == {"handle": "account_name", "text": "text"}


def test_no_column_is_used_twice_and_every_guess_is_a_field() -> None:
    columns = [name for names in NAMES.values() for name in names.split()]
    found = guess_columns(columns, NOTHING)
    assert len(set(found.values())) == len(found)
    assert set(NAMES) <= set(FIELDS)


def test_a_column_whose_values_are_no_times_is_not_the_time() -> None:
    sample = pl.DataFrame({"timestamp": ["soon", "late"], "date": ["2020-05-04", "2020-05-05"]})
    assert guess_columns(sample.columns, sample)["created_at"] == "date"


def test_longer_names_are_found_by_their_parts() -> None:
    found = guess_columns(["Account Creation Day", "Date of the post (UTC)", "Full message text"], NOTHING)
    assert found["created_at"] == "Date of the post (UTC)"
    assert found["text"] == "Full message text"


def test_names_are_compared_without_case_blanks_and_signs() -> None:
    assert shorten_name("Author.user_Name ") == "authorusername"
    assert shorten_name("Автор") == "автор"


def test_column_names_betray_the_platform() -> None:
    assert guess_platform(["id", "subreddit"], NOTHING) == "reddit"
    assert guess_platform(["tweet_id"], NOTHING) == "twitter"
    assert guess_platform(["id", "text"], NOTHING) == "unknown"


@pytest.mark.parametrize(
    "columns",
    [
        "ID допису;Автор;Дата;Текст;Посилання;Хештеги;Згадки",
        "ID поста;Имя пользователя;Дата публикации;Сообщение;Ссылки;Хэштеги;Упоминания",
        "投稿ID;ユーザー名;投稿日時;本文;リンク;ハッシュタグ;メンション",
        "投稿ＩＤ;投稿者;日時;投稿内容;リンク;ハッシュタグ;メンション",
        "帖子ID;用户名;发布时间;内容;链接;话题;提及",
        "게시물 ID;작성자;작성일시;본문;링크;해시태그;멘션",
        "معرف المنشور;اسم المستخدم;تاريخ النشر;النص;الروابط;الوسوم;الإشارات",
        "شناسه پست;نام کاربری;تاریخ انتشار;متن;پیوندها;هشتگ‌ها;اشاره‌ها",
        "ID wpisu;Nazwa użytkownika;Data publikacji;Treść;Linki;Hasztagi;Wzmianki",
        "Gönderi ID;Kullanıcı adı;Tarih;İçerik;Bağlantılar;Etiketler;Bahsetmeler",
        "ID do post;Nome de usuário;Data de publicação;Mensagem;Ligações;Hashtags;Menções",
        "ID publicación;Nombre de usuario;Fecha de publicación;Texto;Enlaces;Etiquetas;Menciones",
        "ID du post;Nom d'utilisateur;Date de publication;Texte;Liens;Mots-dièse;Mentions",
        "Beitrags-ID;Benutzername;Veröffentlicht am;Nachricht;Verweise;Schlagwörter;Erwähnungen",
        "ID del post;Nome utente;Data di pubblicazione;Testo;Collegamenti;Hashtag;Menzioni",
        "Bericht-ID;Gebruikersnaam;Datum en tijd;Tekst;Koppelingen;Hashtags;Vermeldingen",
    ],
)
def test_columns_are_known_in_many_languages(columns: str) -> None:
    fields = ("post_id", "handle", "created_at", "text", "urls", "hashtags", "mentions")
    names = columns.split(";")
    assert guess_columns(names, NOTHING) == dict(zip(fields, names, strict=True))
