"""The texts of a case that share a form of testimony, and what a page tells of it."""

from pathlib import Path

import polars as pl

from tests.dossiers.written_case import FORM_TEXTS, forms_case, texts_case, write_case
from unisono.dossiers.shared_texts import read_texts
from unisono.dossiers.testimony_forms import FORM_OBJECTS, OTHERS_NAMED, describe_form, read_testimony_forms


def test_the_texts_of_a_form_are_found_and_no_others(tmp_path: Path) -> None:
    case = forms_case(tmp_path / "case")
    traces = read_texts(case)
    forms = read_testimony_forms(case, traces)
    assert forms["form"].n_unique() == 1
    posts = traces.join(forms, on="object", how="semi")["post"].sort().to_list()
    assert posts == [f"twitter:f{number}" for number in range(len(FORM_TEXTS))]
    assert read_testimony_forms(case, traces.reverse()).equals(forms)


def test_one_text_that_all_copy_and_an_empty_case_have_no_form(tmp_path: Path) -> None:
    for case in (texts_case(tmp_path / "copies"), write_case(tmp_path / "empty", [])):
        forms = read_testimony_forms(case, read_texts(case))
        assert (forms.height, dict(forms.schema)) == (0, FORM_OBJECTS)


def test_a_form_is_described_from_each_of_its_texts() -> None:
    traces = pl.DataFrame({"object": ["a", "a", "b", "c"], "account": ["x", "y", "x", "z"], "post": list("1234")})
    forms = pl.DataFrame({"object": ["a", "b"], "form": ["a", "a"]})
    assert describe_form(forms, traces, "b") == {"texts": 2, "accounts": 2, "posts": 3, "others": ["a"]}
    assert describe_form(forms, traces, "c") is None
    many = [f"t{number}" for number in range(20)]
    wide = pl.DataFrame({"object": many, "account": many, "post": many})
    found = describe_form(pl.DataFrame({"object": many, "form": ["t0"] * 20}), wide, "t3")
    assert found is not None
    assert (found["texts"], len(found["others"])) == (20, OTHERS_NAMED)
