"""Dates with the names of months of other languages, and dates in Chinese, Japanese and Korean, in English words."""

import polars as pl

ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
NAMES: tuple[str, ...] = (
    # Ukrainian, Russian, Polish
    "січня/січень/січ лютого/лютий/лют березня/березень/бер квітня/квітень/квіт/кві травня/травень/трав/тра "
    "червня/червень/черв/чер липня/липень/лип серпня/серпень/серп/сер вересня/вересень/вер жовтня/жовтень/жовт/жов "
    "листопада/листопад/лист/лис грудня/грудень/груд/гру",
    "января/январь/янв февраля/февраль/февр/фев марта/март/мар апреля/апрель/апр мая/май июня/июнь/июн июля/июль/июл "
    "августа/август/авг сентября/сентябрь/сент/сен октября/октябрь/окт ноября/ноябрь/нояб/ноя декабря/декабрь/дек",
    "stycznia/styczeń/sty lutego/luty/lut marca/marzec/mar kwietnia/kwiecień/kwi maja/maj czerwca/czerwiec/cze "
    "lipca/lipiec/lip sierpnia/sierpień/sie września/wrzesień/wrz października/październik/paź listopada/listopad/lis "
    "grudnia/grudzień/gru",
    # Spanish, French, German, Italian, Portuguese, Dutch
    "enero/ene febrero/feb marzo/mar abril/abr mayo/may junio/jun julio/jul agosto/ago "
    "septiembre/setiembre/sept/sep octubre/oct noviembre/nov diciembre/dic",
    "janvier/janv février/fevrier/févr/fév mars avril/avr mai juin juillet/juil août/aout septembre/sept "
    "octobre/oct novembre/nov décembre/decembre/déc",
    "januar/jänner/jan februar/feber/feb märz/maerz/mär april/apr mai juni/jun juli/jul august/aug september/sept/sep "
    "oktober/okt november/nov dezember/dez",
    "gennaio/gen febbraio/feb marzo/mar aprile/apr maggio/mag giugno/giu luglio/lug agosto/ago settembre/set "
    "ottobre/ott novembre/nov dicembre/dic",
    "janeiro/jan fevereiro/fev março/mar abril/abr maio/mai junho/jun julho/jul agosto/ago setembro/set outubro/out "
    "novembro/nov dezembro/dez",
    "januari/jan februari/feb maart/mrt april/apr mei juni/jun juli/jul augustus/aug september/sep oktober/okt "
    "november/nov december/dec",
    # Turkish, Arabic of the west and of the east, Persian
    "ocak/oca şubat/şub mart/mar nisan/nis mayıs/may haziran/haz temmuz/tem ağustos/ağu eylül/eyl ekim/eki kasım/kas "
    "aralık/ara",
    "يناير فبراير مارس أبريل/ابريل/إبريل مايو يونيو/يونيه يوليو/يوليه أغسطس/اغسطس سبتمبر أكتوبر/اكتوبر نوفمبر ديسمبر",
    "كانون_الثاني شباط آذار نيسان أيار حزيران تموز آب أيلول تشرين_الأول تشرين_الثاني كانون_الأول",
    "ژانویه فوریه مارس آوریل مه ژوئن ژوئیه اوت سپتامبر اکتبر نوامبر دسامبر",
)
"""For each language the twelve months, each with its forms; `_` is a blank."""

MONTHS: dict[str, str] = {
    form.replace("_", " "): english
    for months in NAMES
    for english, forms in zip(ENGLISH, months.split(), strict=True)
    for form in forms.split("/")
}
ZONE = r"\s*(?P<zone>Z|[A-Z]{3,5}|[+-]\d\d:?\d\d)?$"
WORDS = (
    r"^(?:\p{L}{2,15}\.?,?\s+)?(?P<day>\d{1,2})\.?\s+(?:de\s+)?(?P<word>\p{L}[\p{L}\p{M}]*(?:\s+ال\p{L}+)?)\.?,?\s+"
    r"(?:del?\s+)?(?P<year>\d{4})(?:\s*(?:г|р|года|року|r|roku)\b\.?)?"
    r"(?:,?\s+(?:(?:в|о|об|у|o|a las|às|à|um|om|alle|ore|saat)\s+|[-–·]\s+)?"
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?)?" + ZONE
)  # fmt: skip
SIGNS = (
    r"^(?P<year>\d{4})\s*[年년]\s*(?P<month>\d{1,2})\s*[月월]\s*(?P<day>\d{1,2})\s*[日号號일]"
    r"(?:\s*[(（]?[月火水木金土日월화수목금토일](?:曜日|요일)?[)）]?)?"
    r"(?:\s*(?P<half>午前|午後|上午|下午|오전|오후)?\s*(?P<hour>\d{1,2})\s*[:時时點点시]\s*(?P<minute>\d{1,2})"
    r"(?:\s*[:分분]\s*(?:(?P<second>\d{1,2})\s*[秒초]?)?)?)?" + ZONE
)  # fmt: skip
AFTERNOON = ("午後", "下午", "오후")


def spell_in_english(written: pl.Series) -> pl.Series:
    """Write such dates as `10 Mar 2024 16:01:00 PM +09:00`, as far as they say so much; null where it is none."""
    by_word = written.str.extract_groups(WORDS).struct.unnest()
    # A capital I with a dot becomes two characters in small letters.
    month = by_word["word"].str.to_lowercase().str.replace_all("\u0307", "", literal=True).str.replace_all(r"\s+", " ")
    by_word = by_word.with_columns(
        month.replace_strict(MONTHS, default=None, return_dtype=pl.String).alias("word"),
        pl.lit(None, dtype=pl.String).alias("half"),
    )
    by_sign = written.str.extract_groups(SIGNS).struct.unnest()
    numbers = {str(place): english for place, english in enumerate(ENGLISH, start=1)}
    number = by_sign["month"].str.strip_chars_start("0")
    by_sign = by_sign.with_columns(number.replace_strict(numbers, default=None, return_dtype=pl.String).alias("word"))
    return _spell(by_word).fill_null(_spell(by_sign)).alias(written.name)


def _spell(parts: pl.DataFrame) -> pl.Series:
    """Put the parts of dates together; null where the day or the month is unknown."""
    half = pl.when(pl.col("half").is_in(AFTERNOON)).then(pl.lit(" PM")).when(pl.col("half").is_not_null())
    clock = pl.format(" {}:{}", pl.col("hour").str.zfill(2), pl.col("minute").str.zfill(2))
    return parts.select(
        pl.format("{} {} {}", "day", "word", "year")
        + clock.fill_null("")
        + (pl.lit(":") + pl.col("second").str.zfill(2)).fill_null("")
        + half.then(pl.lit(" AM")).otherwise(pl.lit(""))
        + (pl.lit(" ") + pl.col("zone")).fill_null("")
    ).to_series()
