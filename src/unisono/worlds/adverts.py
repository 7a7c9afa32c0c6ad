"""Invented advertisements for services, as hired accounts repeat them: prices, telephone numbers, shop links."""

import numpy as np

from unisono.worlds.names import draw_words

PATTERNS: dict[str, tuple[str, ...]] = {
    "ru": (
        "{what} в городе {name}. Цена от {price} ₽, выезд бесплатно. Звоните: 8-000-{phone}",
        "{what}: скидка {percent}% до конца недели! Запись по телефону 8-000-{phone}",
        "Недорого {what}, гарантия {percent} дней. Заказать на сайте {name}",
    ),
    "es": (
        "{what} en {name}. Precio desde {price}, presupuesto gratis. Llama al 000-{phone}",
        "{what}: {percent}% de descuento solo esta semana. Pide tu cita al 000-{phone}",
        "Oferta de {what} con garantía de {percent} días. Compra en la tienda {name}",
    ),
    "en": (
        "{what} in {name}. Prices from ${price}, free quote. Call 000-{phone}",
        "{what}: {percent}% off this week only. Book now on 000-{phone}",
    ),
}

SERVICES: dict[str, str] = {
    "ru": "ремонт холодильников|натяжные потолки|вывоз мусора|уроки вождения|пластиковые окна|грузоперевозки|"
    "наращивание ресниц|септики под ключ|эвакуатор круглосуточно|доставка дров|ремонт стиральных машин|двери на заказ",
    "es": "Clases de manejo|Reparación de lavadoras|Mudanzas|Puertas a medida|Alquiler de sillas|Limpieza de alfombras",
    "en": "Window cleaning|Driving lessons|House clearance|Carpet repair|Essay help|Logo design",
}


def write_adverts(rng: np.random.Generator, languages: list[str]) -> list[str]:
    """Return one invented advertisement for each language in the list; the telephone numbers cannot exist."""
    names = draw_words(rng, "ru", len(languages), shortest=2, longest=3)
    adverts = []
    for name, language in zip(names, languages, strict=True):
        patterns, services = PATTERNS[language], SERVICES[language].split("|")
        adverts.append(
            patterns[int(rng.integers(len(patterns)))].format(
                what=services[int(rng.integers(len(services)))].capitalize(),
                name=name,
                price=int(rng.integers(3, 90)) * 50,
                percent=int(rng.integers(2, 9)) * 5,
                phone=f"{int(rng.integers(100, 999))}-{int(rng.integers(10, 99))}-{int(rng.integers(10, 99))}",
            )
        )
    return adverts
