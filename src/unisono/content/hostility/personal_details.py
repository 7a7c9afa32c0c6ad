"""Patterns of what tells where a person is found: addresses, phone numbers, e-mail, licence plates, in many countries.

They see folded texts. Alone they are no doxxing, since shops and offices publish theirs: a phrase of the lexicon that
speaks of a person stands before them, such as "she lives at {address}".
"""

from unicodedata import normalize

_NUMBER = r"\d{1,5}[a-z]?(?:[-/]\d{1,4})?"
_WORDS = r"(?:[^\W\d]+\.?[ ]){0,3}"
_STREETS_AFTER = (
    "street|st|road|rd|avenue|ave|lane|ln|drive|dr|boulevard|blvd|court|ct|close|crescent|terrace|way|square|gardens"
)
_STREETS_BEFORE = (
    "calle|c/|avenida|av|avda|plaza|paseo|carrera|rua|travessa|praca|estrada|rue|avenue|impasse|chemin|allee|place"
    "|via|viale|piazza|corso|vicolo|ul|ulica|ulicy|ulitsa|aleja|os|osiedle|улица|улице|ул|проспект|пр|переулок|вулиця"
    "|вулиці|вул|провулок|jalan|jl|jln|gang|am|an der|شارع|حي|خيابان|كوچه|गली|मकान नंबर|मकान|गली नंबर"
)
_NUMBER_SIGNS = r"(?:numero|num|no|nr|n[o°º]|д|дом|буд|номер|رقم|پلاك|kav)"
_GERMANIC = "strasse|str|weg|platz|gasse|allee|ring|damm|straat|laan|plein|gracht|kade|dijk"
_TURKISH = r"(?:caddesi|cad|cd|sokak|sokagi|sok|sk|bulvari|mahallesi|mah)"

# Folded Hangul is in single letters.
_KOREAN = "|".join(normalize("NFKD", word) for word in ("로", "길", "동"))

ADDRESS = "|".join(
    (
        rf"{_NUMBER},?[ ]{_WORDS}(?:{_STREETS_AFTER})(?!\w)",
        rf"{_NUMBER},?[ ](?:(?:bis|ter),?[ ])?(?:rue|avenue|boulevard|impasse|chemin|allee|place|quai)[ ][^\W\d]+",
        rf"(?:{_STREETS_BEFORE})\.?[ ]?(?:[\w.'’-]+[ ]){{0,4}}?[\w.'’-]*?,?[ ]?(?:{_NUMBER_SIGNS}\.?:?[ ]?)?{_NUMBER}",
        rf"[^\W\d][\w-]*?[ -]?(?:{_GERMANIC})\.?[ ]{_NUMBER}",
        rf"{_TURKISH}\.?,?[ ](?:no\.?:?[ ]?)?{_NUMBER}",
        r"[\u4e00-\u9fff\u3041-\u30ff]{1,12}(?:[市区町村])[^\s]{0,12}?\d+(?:丁目|番地?|号|-\d+)",
        r"[\u4e00-\u9fff]{2,12}(?:路|街|巷|弄|胡同)[^\s]{0,6}?\d+(?:号|號|弄|栋|室)",
        rf"[\u1100-\u11ff]+(?:{_KOREAN})[ ]?\d+(?:-\d+)?",
    )
)
"""A street and a number, as they are written in each country."""

PHONE = r"\+?\(?\d[\d ().\-/]{5,16}\d"
EMAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
PLATE = r"(?=[a-zа-я\d -]*\d)[a-zа-яіїє\d]{1,4}[ -]?[a-zа-яіїє\d]{1,4}(?:[ -]?[a-zа-яіїє\d]{1,4}){0,2}"
MENTION = r"@[a-z0-9_]+(?:[.\-@][a-z0-9_]+)*"

PLACEHOLDERS = {"address": ADDRESS, "phone": PHONE, "email": EMAIL, "plate": PLATE, "mention": MENTION}
"""What phrases may hold between braces, beside the names of their own file."""
