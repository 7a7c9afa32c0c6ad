"""Any table with a time and an author, by mapping or by guessing."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.importers.table_sources import read_all, real_source, written_source
from unisono.importers.declaration import ReadSettings, Source
from unisono.importers.formats.generic import IMPORTER
from unisono.importers.inspecting import inspect_file
from unisono.importers.times import DateOrder
from unisono.model.batches import Batch
from unisono.model.errors import DataRejectedError, UsageError

NOON = datetime(2020, 5, 4, 12, 0, 1, tzinfo=UTC)


def read(
    folder: Path,
    text: str,
    mapping: Mapping[str, str] | None = None,
    *,
    zone: str | None = None,
    dates: DateOrder | None = None,
) -> Batch:
    return read_all(IMPORTER, written_source(folder, text), ReadSettings(mapping=mapping or {}, zone=zone, dates=dates))


def codes(folder: Path, text: str, settings: ReadSettings | None = None) -> dict[str, int]:
    how = replace(settings or ReadSettings(), platform="x")
    found = IMPORTER.find_problems(written_source(folder, text), how)
    return {problem.code: problem.rows for problem in found}


def test_common_names_are_enough(tmp_path: Path) -> None:
    batch = read(tmp_path, "tweet_id;screen_name;created_at;text;lang\n7;ann;2020-05-04T12:00:01Z;hello #you;en\n")
    row = batch.posts.row(0, named=True)
    assert (row["post_id"], row["account_id"], row["handle"], row["created_at"]) == ("7", "ann", "ann", NOON)
    assert (row["hashtags"], row["lang"], row["platform"], row["kind"]) == (["you"], "en", "twitter", "post")
    assert row["source_row"] == 2


def test_names_in_other_languages_are_enough(tmp_path: Path) -> None:
    for header in (
        "usuario,fecha,texto",
        "автор,дата,текст",
        "Benutzer,Zeitstempel,Inhalt",
        "utilisateur,date,contenu",
    ):
        posts = read(tmp_path, f"{header}\nann,2020-05-04 12:00:01,hola\n").posts
        assert posts.select("account_id", "created_at", "text").rows() == [("ann", NOON, "hola")]


def test_a_mapping_comes_before_every_guess(tmp_path: Path) -> None:
    text = "id,text,user,when,user_id\n7,hello,ann,2020-05-04T12:00:01Z,42\n"
    posts = read(tmp_path, text, {"created_at": "when", "account_id": "user", "text": "user_id"}).posts
    assert posts.select("account_id", "created_at", "text").rows() == [("ann", NOON, "42")]


def test_a_file_without_a_time_is_refused_with_its_columns_and_what_to_type(tmp_path: Path) -> None:
    with pytest.raises(DataRejectedError) as refused:
        read(tmp_path, "id,text,user\n1,hello,ann\n")
    assert str(refused.value) == (
        "posts.csv has no time column. Columns: id, text, user. "
        "Try: unisono import CASE posts.csv --map created_at=COLUMN"
    )


@pytest.mark.parametrize("first", ['0", "text": "cut, off"}', "2024-01-01 INFO started, ok", '{"id": "0", "au'])
def test_json_lines_are_told_although_the_first_line_is_none(tmp_path: Path, first: str) -> None:
    line = '{{"id": "{}", "author": "ann", "created_at": "2020-05-04T12:00:01Z", "text": "hello, you; all"}}'
    source = written_source(tmp_path, "\n".join([first, *(line.format(number) for number in range(1, 4))]))
    assert IMPORTER.recognise(source) == 0.4
    batch = read_all(IMPORTER, source)
    assert batch.posts.select("post_id", "account_id", "source_row").row(0) == ("1", "ann", 2)
    assert [(found.reason, found.row) for found in batch.rejected] == [("is no JSON object", 1)]


def test_a_table_whose_cells_hold_objects_is_a_table(tmp_path: Path) -> None:
    text = 'id,user,date,text\n1,ann,2020-05-04T12:00:01Z,"{""a"": 1}"\n2,bob,2020-05-04T12:00:01Z,"x\n{}\n{}\n{}"\n'
    assert read(tmp_path, text).posts["account_id"].to_list() == ["ann", "bob"]


def test_a_column_of_times_that_cannot_be_read_is_named_with_an_example(tmp_path: Path) -> None:
    with pytest.raises(DataRejectedError) as refused:
        read(tmp_path, "id,text,user,created_at\n1,hello,ann,2024-03-01 10:00 XYZT\n")
    assert "posts.csv has no time that can be read: created_at holds 2024-03-01 10:00 XYZT" in str(refused.value)
    assert "--map created_at=COLUMN" in str(refused.value)


def test_of_very_many_columns_the_first_are_named(tmp_path: Path) -> None:
    with pytest.raises(DataRejectedError) as refused:
        read(tmp_path, f"{','.join(f'c{number}' for number in range(5_000))}\n{'1,' * 4_999}1\n")
    assert "c0, c1, c2" in str(refused.value)
    assert "c99 and 4,900 more." in str(refused.value)


def test_a_file_without_a_header_is_refused_with_the_names_its_columns_have(tmp_path: Path) -> None:
    rows = "".join(f"2018-06-01T10:0{number}:00Z,12{number},hello there my friends\n" for number in range(3))
    with pytest.raises(DataRejectedError) as refused:
        read(tmp_path, rows)
    assert "has no header" in str(refused.value)
    assert "column_1 to column_3" in str(refused.value)
    assert "--map created_at=column_N --map account_id=column_N --map text=column_N" in str(refused.value)


def test_a_file_without_an_author_is_refused(tmp_path: Path) -> None:
    with pytest.raises(DataRejectedError, match=r"no account column.*--map account_id=COLUMN"):
        read(tmp_path, "id,text,date\n1,hello,2020-05-04\n")


def test_a_list_of_accounts_is_no_list_of_posts(tmp_path: Path) -> None:
    with pytest.raises(DataRejectedError, match="no text, link or repost column"):
        read(tmp_path, "username,created_at,karma\nann,2020-05-04,7\n")


def test_unknown_fields_columns_and_zones_are_refused_with_advice(tmp_path: Path) -> None:
    text = "user,date,text\nann,2020-05-04,hello\n"
    with pytest.raises(UsageError, match="does not know author"):
        read(tmp_path, text, {"author": "user"})
    with pytest.raises(UsageError, match="has no column who"):
        read(tmp_path, text, {"account_id": "who"})
    with pytest.raises(UsageError, match="no time zone 'Moon'"):
        read(tmp_path, text, zone="Moon")


def test_dates_that_could_be_read_two_ways_are_refused_until_the_user_decides(tmp_path: Path) -> None:
    text = "user,date,text\nann,3/4/2018 10:00,hello\nbob,5/6/2018 10:00,you\n"
    with pytest.raises(DataRejectedError, match="--dates day-first or --dates month-first"):
        read(tmp_path, text)
    assert [at.month for at in read(tmp_path, text, dates="day_first").posts["created_at"]] == [4, 6]
    assert [at.month for at in read(tmp_path, text, dates="month_first").posts["created_at"]] == [3, 5]


def test_one_date_far_down_the_file_decides_the_order(tmp_path: Path) -> None:
    rows = "".join(f"ann,3/4/2018 10:{minute % 60:02d},post {minute}\n" for minute in range(2_000))
    posts = read(tmp_path, f"user,date,text\n{rows}ann,3/13/2018 10:00,last\n").posts
    assert set(posts["created_at"].dt.month()) == {3}


def test_times_without_an_offset_are_utc_and_reported_unless_a_zone_is_given(tmp_path: Path) -> None:
    text = "id,user,date,text\n1,ann,2020-05-04 12:00:01,hello\n"
    assert read(tmp_path, text).posts["created_at"].to_list() == [NOON]
    assert codes(tmp_path, text) == {"no_time_zone": 1}
    assert read(tmp_path, text, zone="Europe/Madrid").posts["created_at"][0].hour == 10
    assert codes(tmp_path, text, ReadSettings(zone="Europe/Madrid")) == {}


def test_the_hours_of_changing_clocks_are_counted(tmp_path: Path) -> None:
    text = "id,user,date,text\n1,ann,2021-10-31 02:30:00,hello\n2,ann,2021-03-28 02:30:00,you\n"
    assert codes(tmp_path, text, ReadSettings(zone="Europe/Madrid")) == {"changed_clocks": 2}


def test_a_time_zone_in_the_cell_is_never_dropped(tmp_path: Path) -> None:
    posts = read(tmp_path, "user,date,text\nann,2020-05-04 08:00:01 EDT,a\nann,2020-05-04 15:00:01+03:00,b\n").posts
    assert posts["created_at"].to_list() == [NOON, NOON]


def test_a_date_and_a_clock_in_two_columns_are_one_time(tmp_path: Path) -> None:
    source = written_source(tmp_path, "Date,Time,Author,Text\n2020-05-04,12:00:01,ann,hello\n")
    assert IMPORTER.map_columns(source, ReadSettings())["created_at"] == "Date+Time"
    assert read_all(IMPORTER, source).posts["created_at"].to_list() == [NOON]


def test_a_hand_written_repost_names_whom_it_reposts(tmp_path: Path) -> None:
    posts = read(tmp_path, "user,date,text\nann,2020-05-04,RT @bob: hello\nann,2020-05-05,RT is short\n").posts
    assert posts.select("kind", "ref_handle", "ref_post_id").rows() == [("repost", "bob", None), ("post", None, None)]


def test_a_column_that_says_what_is_a_repost_is_believed_over_the_text(tmp_path: Path) -> None:
    posts = read(tmp_path, "user,date,text,is_retweet\nann,2020-05-04,RT @bob: hello,False\n").posts
    assert posts["kind"].to_list() == ["post"]


def test_a_text_that_was_cut_off_is_not_complete(tmp_path: Path) -> None:
    posts = read(tmp_path, "user,date,text\nann,2020-05-04,hello and…\nann,2020-05-05,hello\n").posts
    assert posts["text_complete"].to_list() == [False, True]


def test_rounded_account_ids_give_way_to_the_handle(tmp_path: Path) -> None:
    text = "user_id,screen_name,created_at,text\n9.06E+17,ann,2020-05-04,hello\n9.06E+17,bob,2020-05-04,you\n"
    assert read(tmp_path, text).posts["account_id"].to_list() == ["ann", "bob"]
    assert codes(tmp_path, text)["damaged_account_id"] == 2


def test_rounded_account_ids_without_a_handle_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataRejectedError, match=r"no usable account ids.*user_id"):
        read(tmp_path, "user_id,created_at,text\n9.06E+17,2020-05-04,hello\n")


def test_ids_rounded_far_down_the_file_are_noticed_before_the_first_row_is_read(tmp_path: Path) -> None:
    whole = "".join(f"{row},ann,2020-05-04,hello\n" for row in range(900))
    rounded = "".join("9.06E+17,bob,2020-05-04,hello\n" for _ in range(100))
    posts = read(tmp_path, "user_id,screen_name,created_at,text\n" + whole + rounded).posts
    assert set(posts["account_id"]) == {"ann", "bob"}


def test_rounded_post_ids_give_way_to_derived_ones(tmp_path: Path) -> None:
    text = "id,user,created_at,text\n9.06E+17,ann,2020-05-04,hello\n9.06E+17,bob,2020-05-04,you\n"
    ids = read(tmp_path, text).posts["post_id"].to_list()
    assert all(each.startswith("row-") for each in ids)
    assert len(set(ids)) == 2
    assert {"damaged_post_id", "derived_post_ids"} <= set(codes(tmp_path, text))


def test_ids_that_a_float_has_not_hurt_are_mended(tmp_path: Path) -> None:
    assert read(tmp_path, "id,user,created_at,text\n123.0,ann,2020-05-04,hello\n").posts["post_id"].to_list() == ["123"]


def test_rows_that_cannot_be_placed_in_time_are_rejected_with_their_number(tmp_path: Path) -> None:
    batch = read(tmp_path, "user,date,text\nann,2020-05-04,hello\nbob,yesterday,you\n,,Total: 2\nann,short\n")
    assert [(each.row, each.reason) for each in batch.rejected] == [
        (5, "has fewer fields than the header"),
        (3, "time cannot be read"),
        (4, "has neither time nor account"),
    ]
    assert (batch.read, batch.posts.height) == (4, 1)


def test_a_deleted_author_is_nobody(tmp_path: Path) -> None:
    posts = read(tmp_path, "id,author,created_utc,body,subreddit\n1,[deleted],1588593601,hello,tea\n").posts
    assert posts.select("platform", "account_id", "handle", "created_at").rows() == [("reddit", None, None, NOON)]


def test_profiles_in_the_rows_become_snapshots(tmp_path: Path) -> None:
    text = "user,date,text,followers,account_created_at,location\nann,2020-05-04 12:00:01,hi,7,2011-01-01,Leeds\n"
    accounts = read(tmp_path, text).accounts
    assert accounts.select("account_id", "followers", "location_text", "observed_at").rows() == [
        ("ann", 7, "Leeds", NOON)
    ]


def test_json_lines_are_a_table_too(tmp_path: Path) -> None:
    text = '{"id": 7, "author": {"userName": "ann"}, "createdAt": "Mon May 04 12:00:01 +0000 2020", "text": "hello"}\n'
    batch = read_all(IMPORTER, written_source(tmp_path, text + "broken\n", "posts.ndjson"))
    assert batch.posts.select("post_id", "account_id", "created_at").rows() == [("7", "ann", NOON)]
    assert [(each.row, each.reason) for each in batch.rejected] == [(2, "is no JSON object")]


def test_half_a_character_costs_one_character_and_not_the_post(tmp_path: Path) -> None:
    line = '{"id": 7, "author": "ann", "createdAt": "2020-05-04T12:00:01Z", "text": "cut \\ud800 here"}\n'
    batch = read_all(IMPORTER, written_source(tmp_path, line + '{"id": 8, "author": "\\ud83d', "posts.ndjson"))
    assert batch.posts.select("post_id", "text").rows() == [("7", "cut \ufffd here")]
    assert [each.row for each in batch.rejected] == [2]


def test_a_file_without_a_header_can_be_mapped_by_position(tmp_path: Path) -> None:
    mapping = {"account_id": "column_1", "created_at": "column_2", "text": "column_3"}
    posts = read(tmp_path, "ann,2020-05-04T12:00:01Z,hello\nbob,2020-05-04T12:00:01Z,you\n", mapping).posts
    assert posts.select("account_id", "text", "source_row").rows() == [("ann", "hello", 1), ("bob", "you", 2)]


@given(
    st.lists(
        st.tuples(
            st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Z"]), min_size=1, max_size=5),
            st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20),
        ),
        max_size=12,
    )
)
def test_parquet_in_our_own_columns_comes_back_unchanged(tmp_path_factory: object, rows: list[tuple[str, str]]) -> None:
    folder = tmp_path_factory.mktemp("parquet")  # type: ignore[attr-defined]  # pytest's factory has no public type
    table = pl.DataFrame(rows, schema={"account_id": pl.String, "text": pl.String}, orient="row").with_columns(
        post_id=pl.int_range(pl.len()).cast(pl.String),
        created_at=pl.lit(NOON).cast(pl.Datetime("us", "UTC")),
        kind=pl.lit("post"),
        hashtags=pl.concat_list("account_id"),
        platform=pl.lit("elsewhere"),
    )
    path = folder / "posts.parquet"
    table.write_parquet(path)
    source = Source("posts.parquet", path, "0" * 64, "", is_parquet=True)
    if not rows:
        with pytest.raises(DataRejectedError, match="holds no post"):
            list(IMPORTER.read(source, ReadSettings()))
        return
    posts = read_all(IMPORTER, source).posts
    names = ["post_id", "account_id", "created_at", "text", "kind", "platform"]
    assert posts.select(names).equals(table.select(names))


@pytest.mark.parametrize(
    ("name", "posts", "accounts"),
    [("mayweather_event_2017", 12_118, 11_037), ("spain_politicians_2021", 18_206, 266)],
)
def test_the_real_organic_sets_are_read_whole(tmp_path: Path, name: str, posts: int, accounts: int) -> None:
    source = real_source(f"organic/{name}.parquet", tmp_path)
    batch = read_all(IMPORTER, source)
    original = pl.read_parquet(source.path)
    assert (batch.read, batch.posts.height, batch.rejected) == (posts, posts, ())
    assert batch.posts["account_id"].n_unique() == accounts
    assert batch.posts["text"].fill_null("").to_list() == original["text"].to_list()
    for column in ("post_id", "account_id", "created_at", "kind", "ref_post_id", "hashtags", "urls", "platform"):
        assert batch.posts[column].to_list() == original[column].to_list(), column


def test_real_reddit_comments_are_read_by_their_names(tmp_path: Path) -> None:
    batch = read_all(IMPORTER, real_source("formats/reddit/ira_comments_praw.csv.gz", tmp_path))
    assert (batch.read, batch.posts.height, batch.rejected) == (6_711, 6_711, ())
    assert batch.posts["account_id"].n_unique() == 156
    assert set(batch.posts["kind"]) == {"reply"}
    mapped = ReadSettings(mapping={"created_at": "created_utc", "account_id": "author.name", "text": "body"})
    again = read_all(IMPORTER, real_source("formats/reddit/ira_comments_praw.csv.gz", tmp_path), mapped)
    assert again.posts["created_at"].equals(batch.posts["created_at"])


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("csv_traps/notes_with_commas.csv", "no time column. Columns: A, B, C"),
        ("csv_traps/simple_header.csv", "no time column. Columns: Name, Age, City"),
        ("fake_data.csv", "no time column. Columns: id, username, text"),
        ("reddit_vm.csv", "no account column. Columns: title, score, id, url"),
    ],
)
def test_real_files_that_lack_a_column_are_refused_for_that_reason(tmp_path: Path, name: str, reason: str) -> None:
    with pytest.raises(DataRejectedError, match=reason):
        read_all(IMPORTER, real_source(f"formats/mango_tree/{name}", tmp_path))


@pytest.mark.parametrize(
    ("name", "posts", "first_row"),
    [
        ("csv_traps/single_note.csv", 2, 3),
        ("csv_traps/trailing_commas.csv", 2, 5),
        ("hashtags/hashtag_test_input.csv", 100, 2),
    ],
)
def test_real_files_with_notes_and_odd_names_are_read(tmp_path: Path, name: str, posts: int, first_row: int) -> None:
    batch = read_all(IMPORTER, real_source(f"formats/mango_tree/{name}", tmp_path))
    assert (batch.posts.height, batch.posts["source_row"].min(), batch.rejected) == (posts, first_row, ())
    assert batch.posts["created_at"].null_count() == batch.posts["account_id"].null_count() == 0


def test_real_hashtags_are_found_where_the_tool_s_own_test_expects_them(tmp_path: Path) -> None:
    posts = read_all(IMPORTER, real_source("formats/mango_tree/hashtags/hashtag_test_input.csv", tmp_path)).posts
    written = posts["text"].str.extract_all(r"#\w+").list.eval(pl.element().str.slice(1))
    assert posts["hashtags"].to_list() == written.to_list()


def test_day_numbers_mean_the_same_in_every_batch_of_a_file(tmp_path: Path) -> None:
    rows = [f"{n},u{n},{45_000 + n}.25,text {n}" for n in range(600)]
    for last, stored in (("45700.5", 601), ("2024-03-01 10:00", 1)):
        text = "\n".join(["id,user,created_at,text", *rows, f"700,ann,{last},late"]) + "\n"
        source = written_source(tmp_path, text)
        batches = list(IMPORTER.read(source, ReadSettings(rows_per_batch=50)))
        assert sum(batch.posts.height for batch in batches) == stored
        assert sum(batch.read for batch in batches) == 601


def test_rounded_ids_are_said_to_be_unused_and_how_to_keep_them(tmp_path: Path) -> None:
    text = "id,user_id,user,created_at,text\n" + "1.2E+18,9.06E+17,ann,2020-05-04,hello\n" * 3
    (tmp_path / "rounded.csv").write_text(text, encoding="utf-8")
    found = inspect_file(str(tmp_path / "rounded.csv"))
    damaged = [one["advice"] for one in found["problems"] if one["code"] in ("damaged_post_id", "damaged_account_id")]
    assert len(damaged) == 2
    assert all(advice.endswith("Export again with the ids as text.") for advice in damaged)
    assert (found["nulls"]["post_id"], found["nulls"]["account_id"], found["nulls"]["handle"]) == (1.0, 1.0, 0.0)
    with pytest.raises(DataRejectedError, match="Export again with the ids as text"):
        read(tmp_path, "user_id,created_at,text\n9.06E+17,2020-05-04,hello\n")
