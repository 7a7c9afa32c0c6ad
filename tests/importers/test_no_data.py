"""A file without posts is named with its message alone, and in a list of files with what it is."""

from unisono.importers.no_data import NoDataError
from unisono.model.errors import DataRejectedError


def test_the_few_words_for_a_list_are_the_message_where_none_are_given() -> None:
    told = NoDataError("a.js holds no post. Name another.", "an empty list")
    assert (str(told), told.what) == ("a.js holds no post. Name another.", "an empty list")
    assert NoDataError("a.js holds no post.").what == "a.js holds no post."


def test_it_is_data_that_cannot_be_taken() -> None:
    assert isinstance(NoDataError("x"), DataRejectedError)
