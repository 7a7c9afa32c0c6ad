"""First-person claims are found with their kind, value and place; those of others are not."""

import polars as pl
import pytest

from unisono.content.testimony import CLAIMS, claims, claims_in
from unisono.content.testimony.phrasebook import Phrasebook, phrasebook

SAID = [
    ("en", "As a nurse, I know this ward.", "occupation", "nurse"),
    ("en", "I'm a truck driver and I vote.", "occupation", "truck driver"),
    ("en", "My husband is a veteran!", "relative", "husband veteran"),
    ("en", "speaking as a mother of two", "family", "mother"),
    ("en", "I was a lifelong Democrat until they closed it", "former", "democrat"),
    ("en", "I am a lifelong Republican", "lifelong", "republican"),
    ("en", "I’m 24 years old", "age", "24"),
    ("en", "I was born in New York last spring", "origin", "new york"),
    ("en", "I am a proud Muslim", "religion", "muslim"),
    ("es", "SOY ENFERMERA en Cadiz", "occupation", "enfermera"),
    ("es", "Yo era votante fiel del Puerto, hasta que leí", "former", "votante fiel del puerto"),
    ("es", "como medico, creo que no", "occupation", "medico"),
    ("de", "Als Lehrerin kann ich das sagen", "occupation", "lehrerin"),
    ("de", "ich bin stolzer Vater", "family", "vater"),
    ("fr", "En tant qu'infirmière, je le dis", "occupation", "infirmière"),
    ("fr", "J'étais un boulanger sans histoire jusqu'au jour où", "former", "boulanger sans histoire"),
    ("pt", "Como mãe de dois filhos, eu digo", "family", "mãe"),
    ("it", "Sono un'infermiera", "occupation", "infermiera"),
    ("ru", "Как врач, я скажу", "occupation", "врач"),
    ("ru", "Я работаю учителем", "occupation", "учителем"),
    ("ru", "Мне 24 года", "age", "24"),
    ("uk", "Я вчителька", "occupation", "вчителька"),
    ("pl", "Jestem pielęgniarką", "occupation", "pielęgniarką"),
    ("pl", "Jako matka, mówię nie", "family", "matka"),
    ("nl", "Als verpleegkundige weet ik dat", "occupation", "verpleegkundige"),
    ("tr", "Ben bir hemşireyim", "occupation", "hemşire"),
    ("ar", "أنا ممرضة في المستشفى", "occupation", "ممرضة"),
    ("ar", "كنت معلما حتى اليوم", "former", "معلما"),
    ("ja", "私は看護師です", "occupation", "看護師"),
    ("ja", "二児の母です", "family", "母"),
]
OF_OTHERS = [
    ("en", 'She said "I was a nurse" and left'),
    ("en", "'I was a refugee,' says the man"),
    ("en", 'I was a refugee," says the man'),
    ("en", "@anna: I'm a nurse"),
    ("en", "I was never a Democrat"),
    ("en", "I'm not a nurse"),
    ("en", "as a nurse would do"),
    ("en", "If I were a nurse, if I was a nurse"),
    ("en", "I'm a nurse's daughter"),
    ("en", "RT @anna: I am a nurse"),
    ("en", "OurTown: RT anna_b: Hi, I am a nurse"),
    ("en", "She thinks I'm a nurse"),
    ("en", "I was a bit late until today"),
    ("en", "I'm a woman ~ Maya Lantern"),
    ("en", "the nurse is here, he is a teacher"),
    ("es", "no soy médico"),
    ("es", "un trabajo de periodista"),
    ("de", "Wenn ich Lehrer wäre"),
    ("ru", "Я не врач"),
    ("ja", "もし私は看護師だったら"),
]


BOTH = [
    ("en", "As a nurse and mother of three, I know.", ("nurse", "mother")),
    ("en", "As a doctor and a father, I'm worried", ("doctor", "father")),
    ("en", "As a gay man and immigrant, I vote", ("man", "immigrant")),
    ("en", "I'm a nurse and a mother", ("nurse", "mother")),
    ("en", "I'm a nurse & proud mom!", ("nurse", "mother")),
    ("en", "i am 19 and a student", ("19", "student")),
    ("de", "Als Arzt und Vater sage ich nein", ("doctor", "father")),
    ("es", "Como mujer y madre, estoy harta", ("woman", "mother")),
    ("es", "Soy enfermera y madre.", ("nurse", "mother")),
    ("fr", "En tant que mère et infirmière, je refuse", ("mother", "nurse")),
    ("it", "Come medico e padre, io dico basta", ("doctor", "father")),
    ("nl", "Als lerares en moeder vind ik dit erg", ("teacher", "mother")),
    ("pl", "Jestem lekarzem i ojcem.", ("doctor", "father")),
    ("pt", "Sou médico e pai.", ("doctor", "father")),
    ("ru", "Как врач и отец, я против", ("doctor", "father")),
    ("uk", "Як лікар і батько, я проти", ("doctor", "father")),
]
ONE_OF_TWO = [
    "I'm a nurse and a doctor told me so",
    "I'm a nurse and a mother's daughter",
    "I'm a nurse and a mother figure.",
    "I'm a nurse and my wife too.",
]


@pytest.mark.parametrize(("language", "text", "meanings"), BOTH)
def test_who_says_to_be_two_things_makes_two_claims(language: str, text: str, meanings: tuple[str, str]) -> None:
    for languages in (pl.Series([language]), None):
        found = claims_in(pl.Series([text]), languages)
        assert tuple(found["meaning"]) == meanings
        assert found["language"].unique().to_list() == [language]
        assert found["end"][0] <= found["start"][1]
        assert [text[start:end] for start, end in found.select("start", "end").rows()] == found["words"].to_list()


@pytest.mark.parametrize("text", ONE_OF_TWO)
def test_what_somebody_else_is_makes_no_second_claim(text: str) -> None:
    assert claims_in(pl.Series([text]), pl.Series(["en"]))["meaning"].to_list() == ["nurse"]


def test_mother_and_father_in_one_breath_is_no_contradiction_of_claims() -> None:
    assert claims_in(pl.Series(["I'm a mother and a father."]))["meaning"].to_list() == ["mother"]


@pytest.mark.parametrize(("language", "text", "kind", "value"), SAID)
def test_a_claim_is_found_in_its_language_and_without_knowing_it(
    language: str, text: str, kind: str, value: str
) -> None:
    for languages in (pl.Series([language]), None):
        found = claims_in(pl.Series([text]), languages)
        assert found.select("kind", "value", "language").rows() == [(kind, value, language)]
        start, end, words = found.select("start", "end", "words").row(0)
        assert text[start:end] == words
        assert value.split()[-1] in words.casefold()


@pytest.mark.parametrize(("language", "text"), OF_OTHERS)
def test_what_others_say_or_nobody_claims_is_left_out(language: str, text: str) -> None:
    assert claims_in(pl.Series([text]), pl.Series([language])).height == 0


def test_the_same_thing_has_one_meaning_in_every_language() -> None:
    found = claims_in(pl.Series(["I am a nurse", "soy enfermero", "Я медсестра", "Jestem pielęgniarką"]))
    assert found["meaning"].unique().to_list() == ["nurse"]


def test_several_claims_of_one_text_come_in_order_without_overlap() -> None:
    found = claims_in(pl.Series(["nothing", "I'm from New York and I am a proud Muslim. My wife is a doctor"]))
    assert found["row"].to_list() == [1, 1, 1]
    assert found["kind"].to_list() == ["origin", "religion", "relative"]
    assert (found["end"].head(2) <= found["start"].tail(2)).all()


def test_only_the_phrasebooks_of_languages_that_somebody_writes_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    read = []

    def noted(language: str) -> Phrasebook:
        read.append(language)
        return phrasebook(language)

    monkeypatch.setattr(claims, "phrasebook", noted)
    claims_in(pl.Series(["As a nurse, I know this ward.", "bonjour"]), pl.Series(["en", "fr-CA"]))
    assert set(read) == {"en", "fr"}
    claims_in(pl.Series(["Ik weet het"]))
    assert set(read) == set(claims.LANGUAGES)


def test_a_language_without_a_phrasebook_has_no_claims_and_regions_do_not_matter() -> None:
    assert claims_in(pl.Series(["I am a nurse"]), pl.Series(["xx"])).height == 0
    assert claims_in(pl.Series(["I am a nurse"]), pl.Series(["en-GB"])).height == 1
    assert claims_in(pl.Series(["I am a nurse"]), pl.Series(["und"])).height == 1


def test_missing_and_empty_texts_claim_nothing() -> None:
    empty = claims_in(pl.Series([None, ""], dtype=pl.String))
    assert empty.height == 0
    assert dict(empty.schema) == CLAIMS
    assert claims_in(pl.Series([], dtype=pl.String)).height == 0
