"""The layout of a table is found by looking at its beginning."""

from pathlib import Path

import pytest

from tests.importers.table_sources import real_source
from unisono.importers.dialects import sniff, sniff_file


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_each_delimiter_is_found(delimiter: str) -> None:
    rows = [["id", "user", "text"], ["1", "ann", "one. two. three"], ["2", "bob", "four"]]
    dialect = sniff("".join(delimiter.join(row) + "\n" for row in rows))
    assert dialect is not None
    assert (dialect.delimiter, dialect.columns, dialect.first_row) == (delimiter, ("id", "user", "text"), 2)


def test_a_first_line_that_states_the_separator_is_believed_and_counted() -> None:
    dialect = sniff("sep=;\nid;user;text\n1;ann;a,b,c\n2;bob;d,e,f\n")
    assert dialect is not None
    assert (dialect.delimiter, dialect.columns, dialect.first_row) == (";", ("id", "user", "text"), 3)


def test_notes_above_the_header_are_passed_over() -> None:
    text = "Exported for ann\nQuery: a, b\n\nid,user,text\n1,ann,hello\n2,bob,there\n3,cid,you\n"
    dialect = sniff(text)
    assert dialect is not None
    assert dialect.columns == ("id", "user", "text")
    assert dialect.first_row == 5
    assert text.encode()[dialect.first_byte :].startswith(b"1,ann")


def test_notes_padded_with_commas_are_no_header() -> None:
    dialect = sniff("A list of posts,,,,\nuser,date,text,,\nann,2020-01-01,hi,,\nbob,2020-01-02,ho,,\n")
    assert dialect is not None
    assert dialect.columns[:3] == ("user", "date", "text")
    assert dialect.first_row == 3


def test_a_header_shorter_than_its_rows_gets_names_for_empty_columns_only() -> None:
    dialect = sniff("id,text\n1,a,\n2,b,\n3,c,\n")
    assert dialect is not None
    assert dialect.columns == ("id", "text", "column_3")


def test_repeated_and_nameless_columns_get_names_of_their_own() -> None:
    dialect = sniff("text,text,,text_2\na,b,c,d\ne,f,g,h\n")
    assert dialect is not None
    assert dialect.columns == ("text", "text_2", "column_3", "text_2_2")


def test_a_first_row_of_data_is_no_header() -> None:
    dialect = sniff("901656910939770881,ann,hello\n901656917281574912,bob,there\n")
    assert dialect is not None
    assert not dialect.has_header
    assert (dialect.columns, dialect.first_row, dialect.first_byte) == (("column_1", "column_2", "column_3"), 1, 0)


def test_a_header_without_a_name_for_the_row_numbers_is_moved_over_its_columns() -> None:
    dialect = sniff('"user","date","text"\n"1","ann","2020-01-01","a"\n"2","bob","2020-01-02","b"\n')
    assert dialect is not None
    assert (dialect.columns, dialect.first_row) == (("column_1", "user", "date", "text"), 2)
    words = sniff("user,text\n1,ann,hello\n2,bob,there\n")
    assert words is not None
    assert (words.columns, words.first_row) == (("column_1", "user", "text"), 2)


def test_a_header_that_names_few_of_its_columns_is_a_header() -> None:
    dialect = sniff("user,date,text,,,,,\nann,2020-01-01,a,1,2,3,4,5\nbob,2020-01-02,b,1,2,3,4,5\n")
    assert dialect is not None
    assert dialect.columns[:4] == ("user", "date", "text", "column_4")
    assert dialect.first_row == 2


def test_titles_over_groups_of_columns_are_passed_over() -> None:
    dialect = sniff("Post,Post,Post,Counts,Counts\nuser,date,text,likes,views\nann,2020-01-01,hello,3,4\n")
    assert dialect is not None
    assert (dialect.columns, dialect.first_row) == (("user", "date", "text", "likes", "views"), 3)


def test_a_repeated_column_name_is_no_title_over_a_group() -> None:
    dialect = sniff("user,text,text\nann,good morning,hello\nbob,good evening,there\n")
    assert dialect is not None
    assert (dialect.columns, dialect.first_row) == (("user", "text", "text_2"), 2)


def test_of_two_delimiters_in_one_file_the_headers_wins() -> None:
    rows = [
        "account_id;created_at;text",
        "alice;2024-01-01T00:00:00Z;a,b,c",
        "bob,2024-01-01T00:01:00Z,x",
        "al\t2024\tz",
    ]
    dialect = sniff("\n".join(rows) + "\n")
    assert dialect is not None
    assert (dialect.delimiter, dialect.columns) == (";", ("account_id", "created_at", "text"))


def test_backslash_escapes_are_used_only_where_they_make_the_table_whole() -> None:
    escaped = sniff('id,text\n1,"she said \\"no, never\\", twice"\n2,"plain"\n3,"x \\"y, z\\""\n')
    doubled = sniff('id,text\n1,"a folder c:\\"\n2,"plain"\n3,"more, text"\n')
    assert escaped is not None and escaped.backslash_escapes
    assert doubled is not None and not doubled.backslash_escapes


def test_the_data_begin_after_a_byte_order_mark_and_letters_of_many_bytes() -> None:
    text = "\ufeffид,автор,текст\r\n1,анна,привет\r\n2,борис,мир\r\n"
    dialect = sniff(text)
    assert dialect is not None
    assert dialect.columns == ("ид", "автор", "текст")
    assert text.encode()[dialect.first_byte :].startswith(b"1,")


def test_prose_is_no_table() -> None:
    assert sniff("Once upon a time\nthere was nothing to split\n") is None
    assert sniff("") is None


def test_files_made_to_confuse_are_laid_out_as_their_authors_meant(tmp_path: Path) -> None:
    header = ("Twitter screenname", "Date tweet sent", "Tweet text", "Times retweeted", "Times favorited")
    expected = {"notes_with_commas": (("A", "B", "C"), 4), "single_note": (header, 3), "trailing_commas": (header, 5)}
    for name, (columns, first_row) in expected.items():
        dialect = sniff_file(real_source(f"formats/mango_tree/csv_traps/{name}.csv", tmp_path).path)
        assert dialect is not None
        assert dialect.columns[: len(columns)] == columns
        assert dialect.first_row == first_row


def test_labels_above_a_table_do_not_outnumber_its_few_rows() -> None:
    labels = "Report:,Mentions\nBrand:,Lamp\nFrom:,March\nTo:,April\nLabel:,trams\n\n"
    dialect = sniff(labels + "Id,Date,Text\n1,2021-03-01,late\n")
    assert dialect is not None
    assert (dialect.columns, dialect.first_row) == (("Id", "Date", "Text"), 8)


def test_a_table_of_two_columns_whose_names_end_in_a_colon_is_still_read() -> None:
    dialect = sniff("Name:,Text:\na,b\nc,d\n")
    assert dialect is not None
    assert (dialect.columns, dialect.first_row) == (("Name:", "Text:"), 2)


def test_quotes_after_backslashes_are_told_where_both_readings_have_the_same_columns() -> None:
    mixed = sniff('a,b\n1,"said ""late"" once"\n2,"said \\"late\\" twice"\n')
    assert mixed is not None
    assert mixed.backslash_escapes
    path = sniff('a,b\n1,"C:\\"\n2,"D:\\"\n')
    assert path is not None
    assert not path.backslash_escapes
