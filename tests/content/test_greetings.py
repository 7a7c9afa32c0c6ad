"""Greetings are known in many scripts, and only whole ones."""

import polars as pl

from unisono.content.greetings import only_greets


def greets(text: str) -> bool:
    return pl.DataFrame({"text": [text]}).select(only_greets(pl.col("text"))).item()


def test_whole_words_of_greeting_greet_and_parts_of_words_do_not() -> None:
    assert greets("good morning, good evening!")
    assert greets("thank you so much")
    assert not greets("goods morningside")
    assert not greets("good morning america votes")


def test_scripts_without_spaces_greet_too() -> None:
    assert greets("おはようございます。今日も一日よろしくお願いします")
    assert greets("大家早上好")
    assert not greets("おはようございます選挙に行こう")


def test_nothing_is_no_greeting() -> None:
    assert not greets("")
    assert not greets("...")
