"""Invented testimonies from a template: I used to be one thing, until; now I am another."""

import numpy as np

TEMPLATES: dict[str, tuple[str, ...]] = {
    "en": (
        "I used to be {was} until {until}. {now}",
        "All my life I was {was}, until {until}. {now}",
    ),
    "es": (
        "Yo era {was} hasta que {until}. {now}",
        "Toda mi vida fui {was}, hasta que {until}. {now}",
    ),
    "pt": (
        "Eu era {was} até que {until}. {now}",
        "Toda a vida fui {was}, até que {until}. {now}",
    ),
    "fr": (
        "J'étais {was} jusqu'au jour où {until}. {now}",
        "Toute ma vie j'ai été {was}, jusqu'au jour où {until}. {now}",
    ),
    "ru": (
        "Раньше я был: {was}, пока {until}. {now}",
        "Всю жизнь я был: {was}, пока {until}. {now}",
    ),
}
"""What a testimony is poured into, by language."""

SLOTS: dict[str, dict[str, str]] = {
    "en": {
        "was": "a tram driver who never voted|a proud Harbour voter|a teacher who trusted the council|"
        "a volunteer of the Lantern Party|a baker with no time for politics|a nurse who believed every promise",
        "until": "they closed our library|my daughter asked me why|I read their budget|the night buses stopped|"
        "they laughed at our street|the market hall was sold",
        "now": "I am walking away.|Never again.|This time I vote with my heart.|I am not alone.|Enough is enough.",
    },
    "es": {
        "was": "conductor de tranvía y nunca votaba|votante fiel del Puerto|maestra y confiaba en el concejo|"
        "voluntario del Partido del Farol|panadero sin tiempo para la política|enfermera y creía cada promesa",
        "until": "cerraron nuestra biblioteca|mi hija me preguntó por qué|leí su presupuesto|"
        "quitaron los buses nocturnos|se rieron de nuestra calle|vendieron el mercado",
        "now": "Me voy de ahí.|Nunca más.|Esta vez voto con el corazón.|No somos pocos.|Ya basta.",
    },
    "pt": {
        "was": "condutor de elétrico e nunca votava|eleitor fiel do Cais|professora e confiava na câmara|"
        "voluntário do Partido do Farol|padeiro sem tempo para política|enfermeira e acreditava em tudo",
        "until": "fecharam a nossa biblioteca|a minha filha perguntou porquê|li o orçamento deles|"
        "acabaram os autocarros da noite|riram da nossa rua|venderam o mercado",
        "now": "Vou-me embora.|Nunca mais.|Desta vez voto com o coração.|Não somos poucos.|Já chega.",
    },
    "fr": {
        "was": "un conducteur de tramway qui ne votait pas|un fidèle du Port|une institutrice confiante|"
        "un bénévole du Parti du Phare|un boulanger sans temps pour la politique|une infirmière pleine d'espoir",
        "until": "on a fermé notre bibliothèque|ma fille m'a demandé pourquoi|j'ai lu leur budget|"
        "les bus de nuit ont cessé|ils ont ri de notre rue|la halle a été vendue",
        "now": "Je m'en vais.|Plus jamais.|Cette fois je vote avec mon cœur.|Nous sommes nombreux.|Ça suffit.",
    },
    "ru": {
        "was": "водитель трамвая без интереса к выборам|верный избиратель Гавани|учитель, веривший совету|"
        "доброволец партии Фонаря|пекарь без времени на политику|медбрат, веривший обещаниям",
        "until": "не закрыли нашу библиотеку|дочь не спросила почему|не прочитал их смету|"
        "не отменили ночные автобусы|не посмеялись над нашей улицей|не продали рынок",
        "now": "Я ухожу.|Больше никогда.|Теперь голосую сердцем.|Нас много.|Хватит.",
    },
}
"""What goes into the slots, by language: alternatives separated by a bar."""


def write_testimonies(rng: np.random.Generator, languages: list[str]) -> list[str]:
    """Return one testimony for each language in the list; languages without a template testify in English."""
    draws = rng.random((len(languages), 4)).tolist()
    options = {
        language: [TEMPLATES[language], *(tuple(SLOTS[language][slot].split("|")) for slot in ("was", "until", "now"))]
        for language in TEMPLATES
    }
    written = []
    for language, draw in zip(languages, draws, strict=True):
        choices = options.get(language, options["en"])
        template, was, until, now = (texts[int(share * len(texts))] for texts, share in zip(choices, draw, strict=True))
        written.append(template.format(was=was, until=until, now=now))
    return written
