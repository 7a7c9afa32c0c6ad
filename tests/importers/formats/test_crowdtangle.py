"""CrowdTangle's tables: pages, groups, Instagram."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.importers.table_sources import read_all, sample_source, written_source
from unisono.importers import IMPORTERS
from unisono.importers.declaration import ReadSettings
from unisono.importers.formats.crowdtangle import IMPORTER
from unisono.importers.guessing import choose_importer
from unisono.model.errors import DataRejectedError

SAMPLES = ("crowdtangle_pages.csv", "crowdtangle_groups.csv", "crowdtangle_instagram.csv")
OLD = "Page Name,User Name,Facebook Id,Created,Type,Total Interactions,Likes,Comments,Shares,URL,Message,Link\n"
ROW = 'Lamp,lamp,100064000012345,{},Link,3,1,1,1,{},"Words, of a page",{}\n'


@pytest.mark.parametrize("sample", SAMPLES)
def test_every_kind_of_table_is_recognised_before_any_other_format(sample: str, tmp_path: Path) -> None:
    source = sample_source(sample, tmp_path)
    assert choose_importer(source, None, ReadSettings()) is IMPORTER
    others = [importer.recognise(source) for importer in IMPORTERS if importer is not IMPORTER]
    assert max(others) < IMPORTER.recognise(source)


def test_ids_come_from_the_address_and_times_obey_the_letters_of_their_zone(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("crowdtangle_pages.csv", tmp_path)).posts
    assert posts["post_id"].to_list() == [f"148000000000100{number}" for number in range(1, 7)]
    assert set(posts["platform"]) == {"facebook"}
    assert posts["created_at"].to_list()[:3] == [
        datetime(2018, 5, 1, 14, 22, 31, tzinfo=UTC),
        datetime(2018, 12, 1, 15, 22, 31, tzinfo=UTC),
        datetime(2018, 5, 1, 14, 22, 31, tzinfo=UTC),
    ]
    found = IMPORTER.find_problems(sample_source("crowdtangle_pages.csv", tmp_path), ReadSettings())
    assert [(problem.code, problem.rows) for problem in found] == [("damaged_account_id", 1)]


def test_a_rounded_id_is_replaced_by_the_one_in_the_address_or_left_out(tmp_path: Path) -> None:
    pages = read_all(IMPORTER, sample_source("crowdtangle_pages.csv", tmp_path)).posts["account_id"].to_list()
    assert pages == ["100064000012345"] * 5 + [None]
    groups = read_all(IMPORTER, sample_source("crowdtangle_groups.csv", tmp_path)).posts
    assert groups["account_id"].to_list() == ["20000000001"] * 2


def test_words_tags_links_and_counts_of_a_page(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("crowdtangle_pages.csv", tmp_path)).posts
    first = posts.row(0, named=True)
    assert first["text"] == "The trams are late again.\n#TramsNow @lampstreet"
    assert (first["hashtags"], first["mentions"]) == (["TramsNow"], ["lampstreet"])
    assert (first["like_count"], first["reply_count"], first["repost_count"]) == (1_002, 40, 8)
    assert posts["urls"].to_list() == [
        ["https://lamp-street.example/trams"],
        ["https://lamp-street.example/first"],
        [],
        [],
        [],
        [],
    ]


def test_a_post_passed_on_is_a_repost_and_with_words_a_quote(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("crowdtangle_pages.csv", tmp_path)).posts
    assert posts.select("kind", "ref_post_id", "ref_account_id").rows() == [
        ("post", None, None),
        ("post", None, None),
        ("post", None, None),
        ("repost", "1480000000007777", "100064000099999"),
        ("quote", "1480000000008888", "20000000001"),
        ("post", None, None),
    ]


def test_a_picture_is_a_posts_own_and_no_link(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("crowdtangle_pages.csv", tmp_path)).posts
    assert [len(media) for media in posts["media"]] == [0, 0, 1, 0, 0, 1]


def test_a_group_stands_for_its_authors_and_is_the_community(tmp_path: Path) -> None:
    batch = read_all(IMPORTER, sample_source("crowdtangle_groups.csv", tmp_path))
    wanted = ("post_id", "account_id", "community_id", "display_name", "handle", "reply_count")
    assert batch.posts.select(wanted).rows() == [
        ("30000000001", "20000000001", "20000000001", "Friends of Lamp Street", "groups.lamp", 1),
        ("30000000002", "20000000001", "20000000001", "Friends of Lamp Street", "groups.lamp", None),
    ]
    assert batch.accounts["followers"].to_list() == [412]
    pages = read_all(IMPORTER, sample_source("crowdtangle_pages.csv", tmp_path)).posts
    assert pages["community_id"].null_count() == pages.height


def test_instagram_has_names_short_codes_and_pictures(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, sample_source("crowdtangle_instagram.csv", tmp_path)).posts
    wanted = ("platform", "post_id", "account_id", "display_name", "like_count", "view_count", "kind")
    assert posts.select(wanted).rows() == [
        ("instagram", "B_Ab-12cdEF", "lamp.street", "Lamp Street", 1_972_000, 0, "post"),
        ("instagram", "B_Zz99aabbC", "lamp.street", "Lamp Street", 10, 900, "post"),
    ]
    assert posts["media"].to_list() == [["https://pictures.example/1.jpg"], ["https://pictures.example/2.jpg"]]
    assert posts["hashtags"].to_list() == [["trams"], None]
    assert posts["text"].to_list() == ["Dawn over the depot #trams @tram.driver", None]


@pytest.mark.parametrize(
    ("address", "post_id"),
    [
        ("https://www.facebook.com/groups/lamp/permalink/123456789/", "123456789"),
        ("https://www.facebook.com/lamp/posts/trams-are-late/123456789", "123456789"),
        ("https://www.facebook.com/permalink.php?story_fbid=123456789&id=987654321", "123456789"),
        ("https://www.facebook.com/lamp/photos/a.1/123456789/?type=3", "123456789"),
        ("https://www.facebook.com/watch/?v=123456789", "123456789"),
        ("https://www.facebook.com/lamp/posts/pfbid02abcXYZ", "pfbid02abcXYZ"),
        ("https://www.facebook.com/lamp/videos/vb.55555/123456789/", "123456789"),
        ("https://www.facebook.com/lamp/notes", "https://www.facebook.com/lamp/notes"),
    ],
)
def test_the_id_of_a_post_is_found_in_each_form_of_address(address: str, post_id: str, tmp_path: Path) -> None:
    table = OLD + ROW.format("2017-01-02 03:04:05 EST", address, "")
    posts = read_all(IMPORTER, written_source(tmp_path, table)).posts
    assert posts["post_id"].to_list() == [post_id]


def test_times_without_letters_are_reported_and_take_the_zone_that_is_named(tmp_path: Path) -> None:
    table = OLD + ROW.format("2017-01-02 03:04:05", "https://www.facebook.com/1/posts/123456789", "")
    source = written_source(tmp_path, table)
    assert [problem.code for problem in IMPORTER.find_problems(source, ReadSettings())] == ["no_time_zone"]
    told = ReadSettings(zone="EST")
    assert IMPORTER.find_problems(source, told) == ()
    assert read_all(IMPORTER, source, told).posts["created_at"][0] == datetime(2017, 1, 2, 8, 4, 5, tzinfo=UTC)


def test_a_table_without_addresses_is_refused_by_the_columns_name(tmp_path: Path) -> None:
    source = written_source(tmp_path, "Page Name,User Name,Post Created,Total Interactions\na,b,2018-01-01,3\n")
    assert IMPORTER.recognise(source) == 0.0
    with pytest.raises(DataRejectedError, match="has no column URL"):
        read_all(IMPORTER, source)
