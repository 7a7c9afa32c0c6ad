"""Greetings, thanks and good wishes in the large languages: texts that say nothing else are nobody's script."""

import polars as pl

_WORDS = (
    "good morning evening afternoon night day happy birthday new year merry christmas easter eid mubarak ramadan "
    "hello hi hey dear thank thanks you u so very much for to the a an and all everyone everybody everything friends "
    "friend my sweet have great nice lovely blessed wonderful welcome follow following back congratulations congrats "
    "buenos buenas dias días tardes noches feliz cumpleaños cumpleanos navidad año nuevo muchas gracias todos todas a "
    "para amigos amigas hola saludos bom boa dia tarde noite parabéns obrigado obrigada ano novo natal "
    "bonjour bonsoir bonne nuit journée année joyeux anniversaire noël merci beaucoup à tous toutes et "
    "guten morgen tag abend gute nacht alles zum geburtstag frohe weihnachten frohes neues jahr danke vielen dank alle "
    "buongiorno buonasera buonanotte buon compleanno natale anno grazie mille a tutti tutte ciao "
    "günaydın iyi geceler akşamlar günler doğum günün kutlu olsun teşekkürler herkese "
    "доброе утро добрый день вечер доброй ночи спокойной с днем днём рождения новым годом рождеством поздравляю "
    "поздравляем спасибо большое всем привет здравствуйте друзья дорогие тебя вас "
    "доброго ранку дня вечора надобраніч дякую народження днем "
    "صباح الخير مساء النور السلام عليكم ورحمة الله وبركاته كل عام وانتم وأنتم بخير عيد مبارك سعيد شكرا جزيلا لكم "
    "رمضان كريم مبروك الف ألف جمعة مباركة للجميع "
    "صبح بخیر شب سلام تولدت مبارک "
    "शुभ प्रभात रात्रि जन्मदिन मुबारक हो धन्यवाद नमस्ते आपको "
    "selamat pagi siang sore malam ulang tahun terima kasih semua semuanya"
)
_DENSE_WORDS = (
    "おはようございます おはよう こんにちは こんばんは おやすみなさい おやすみ "
    "ありがとうございました ありがとうございます ありがとう あけましておめでとうございます "
    "お誕生日 誕生日 おめでとうございます おめでとう よろしくお願いします "
    "よろしくお願いいたします 今年も 本年も フォロー みなさん 皆さん 皆様 今日も一日 どうぞ "
    "早上好 晚上好 下午好 中午好 大家 你好 您好 晚安 早安 午安 生日快乐 生日快樂 新年快乐 "
    "新年快樂 恭喜发财 谢谢 謝謝 朋友们 祝 안녕하세요 감사합니다 생일 축하합니다 축하해 "
    "좋은 아침 새해 복 많이 받으세요 สวัสดีตอนเช้า สวัสดี "
    "สุขสันต์วันเกิด ขอบคุณ ครับ ค่ะ อรุณสวัสดิ์ "
    "ราตรีสวัสดิ์ มาก นะ"
)


def _pattern() -> str:
    words = "|".join(sorted(set(_WORDS.split()), key=lambda word: (-len(word), word)))
    dense = "|".join(sorted(set(_DENSE_WORDS.split()), key=lambda word: (-len(word), word)))
    return rf"^[\W_]*(?:(?:{words})(?:[\W_]+|$)|(?:{dense})[\W_]*)+$"


_ONLY_GREETING = _pattern()


def only_greets(normalised: pl.Expr) -> pl.Expr:
    """Return whether normalised texts hold nothing but words of greeting, thanks and good wishes."""
    return normalised.str.contains(_ONLY_GREETING)
