"""Marks of advertising that need no language: prices, telephone numbers, messengers and addresses of shops."""

import polars as pl

MARKERS = ("price", "phone", "messenger", "shop")
"""Each counts once in a text, whatever number of prices it holds."""

_BIG_MONEY = (
    r"(?i)[$€£¥]\s?\d[\d.,]*[\s-]?(?:thousand|million|billion|trillion|millones|millions?|milliarden|milliards?|mn|bn|m|b"
    r"|млн|млрд|тыс)\b"
)
"""Sums that budgets and damages have, and shops have not."""

_CURRENCY_SIGN = r"[$€£¥￥₽₴₹₺₩₫฿₱₦₪₸₾]"
_CURRENCY_BEFORE = (
    rf"(?:{_CURRENCY_SIGN}|\b(?:US|R|S|CA|AU|HK|NT)\$|\bRs\.?|\bRp\.?|\b(?:USD|EUR|GBP|SAR|AED|KWD|INR|PLN|MXN)\b)"
)
_CURRENCY_AFTER = (
    rf"(?:{_CURRENCY_SIGN}|(?:руб(?:лей|ля|ль)?|грн|гривень|гривен|zł|złotych|pln|tl|lira|eur|euros?|usd|dollars?|dólares"
    r"|dolar|dollari|reais|pesos|soles|rupees|rupiah|ribu|kr|chf|brl|mxn|aed|sar|dhs?)\b|円|元|块钱|塊錢|원|リラ"
    r"|ريال|درهم|دينار|جنيه|دولار|تومان|रुपये|रुपए|रु)"
)
_PRICE = rf"(?i){_CURRENCY_BEFORE}\s?\d|\d[\d.,]*\s?{_CURRENCY_AFTER}"
_PHONE = (
    r"(?:^|[^\w/.#-])(?:\+?\d{1,3}[\s.-]?)?(?:\(\d{2,5}\)|\d{2,4})[\s.-]\d{3}[\s.-]?\d{2}[\s.-]?\d{2}(?:[^\w-]|$)"
    r"|\+\d{1,3}[\s-]?\d{8,12}\b|\b(?:0120|0800|0570|400|1300|1800)[\s-]\d{3}[\s-]\d{3,4}\b"
    r"|\b0\d(?:[\s.-]\d{2}){4}\b|\+\d{1,3}(?:[\s.-]\d{2,4}){3,5}\b|\b0\d{1,3}[\s.-]\d{4}[\s.-]\d{4}\b|\b01[016789]-?\d{3,4}-?\d{4}\b"
)
_DIGITS = r"[0-9+(][0-9]{1,4}[ .()-]{1,2}[0-9]{2}|\+[0-9]|0[0-9]{9}"
"""What every telephone number holds that stands in groups, or without them behind a plus or a zero."""

_MONEY_WORDS = (
    *"$€£¥￥₽₴₹₺₩₫฿₱₦₪₸₾円元원",
    *("USD", "EUR", "GBP", "SAR", "AED", "KWD", "INR", "PLN", "MXN", "BRL", "CHF", "Rs", "Rp", "руб", "грн", "гривен"),
    *("zł", "tl", "lira", "dollar", "dólar", "dolar", "reais", "peso", "sole", "rupee", "rupiah", "ribu", "kr", "dh"),
    *("块钱", "塊錢", "リラ", "ريال", "درهم", "دينار", "جنيه", "دولار", "تومان", "रु"),
)
"""One of these is in every price."""

_MESSENGER = (
    r"(?i)\b(?:wa\.me|(?:api|chat)\.whatsapp\.com|m\.me|line\.me/(?:r|ti)|lin\.ee|viber://|vk\.com/market|wa\.link)\b"
)
_SHOP_HOST = (
    r"(?i)https?://(?:[^/\s]*[.-])?(?:shop|shops|store|stores|boutique|tienda|tiendas|loja|lojas|magazin|magasin|sklep"
    r"|negozio|toko|market|deals?|coupons?|casino|bet\d*|amazon|ebay|etsy|aliexpress|alibaba|taobao|tmall|jd|shopee|lazada"
    r"|tokopedia|bukalapak|rakuten|mercari|wildberries|ozon|avito|youla|flipkart|myntra|mercadolibre|mercadolivre|allegro"
    r"|hepsiburada|trendyol|n11|sahibinden|prom|rozetka|olx|coupang|gmarket|noon|digikala|gumroad|teespring|redbubble)"
    r"(?:-[^/\s.]*)?\.[a-z]"
)


def find_markers(texts: pl.Series, links: pl.Series | None = None) -> pl.DataFrame:
    """Return `row` and `marker`, one row for each of MARKERS in each text, in this order.

    links: lists of each text's addresses, where they are known apart from it.
    """
    said = pl.DataFrame({"text": texts.cast(pl.String)})
    joined = pl.lit(None, dtype=pl.String) if links is None else links.list.join(" ").alias("links")
    known = said.with_columns(joined.alias("links")).with_row_index("row")
    # Quick looks first: most texts name no money, and hold no row of digits.
    named = known["text"].str.contains_any(list(_MONEY_WORDS), ascii_case_insensitive=True).fill_null(value=False)
    priced = _bare(known.filter(named)).with_columns(pl.col("text").str.replace_all(_BIG_MONEY, " "))
    dialled = _bare(known.filter(pl.col("text").str.contains(_DIGITS)))
    linking = known.select(
        "row", pl.concat_str(pl.col("text").fill_null(""), pl.col("links").fill_null(""), separator=" ").alias("text")
    ).filter(pl.col("text").str.contains(r"://|\.me|lin\.ee|wa\.link"))
    parts = [
        table.filter(pl.col("text").str.contains(pattern)).select("row", pl.lit(marker).alias("marker"))
        for table, marker, pattern in (
            (priced, "price", _PRICE),
            (dialled, "phone", _PHONE),
            (linking, "messenger", _MESSENGER),
            (linking, "shop", _SHOP_HOST),
        )
    ]
    return pl.concat(parts).sort("row", "marker")


def _bare(known: pl.DataFrame) -> pl.DataFrame:
    """Return the rows with their texts without links and mentions, whose digits mean nothing."""
    return known.with_columns(pl.col("text").str.replace_all(r"(?i)https?://\S+|@\w+", " "))
