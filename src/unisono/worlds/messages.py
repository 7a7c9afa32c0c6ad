"""Invented campaign messages: the same sentence in five languages, about people and places that do not exist."""

import numpy as np

from unisono.worlds.names import draw_words

MESSAGES: tuple[dict[str, str], ...] = (
    {
        "en": "Nobody has done more for the trams of {place} than {who}. {number} new stops in one year.",
        "es": "Nadie ha hecho más por los tranvías de {place} que {who}. {number} paradas nuevas en un año.",
        "pt": "Ninguém fez mais pelos elétricos de {place} do que {who}. {number} paragens novas num ano.",
        "fr": "Personne n'a fait plus pour les tramways de {place} que {who}. {number} arrêts en un an.",
        "ru": "Никто не сделал для трамваев города {place} больше, чем {who}. {number} новых остановок за год.",
    },
    {
        "en": "They promised {place} a new market hall and built {number} offices. {who} will not forget.",
        "es": "Prometieron a {place} un mercado nuevo y levantaron {number} oficinas. {who} no lo olvidará.",
        "pt": "Prometeram a {place} um mercado novo e fizeram {number} escritórios. {who} não vai esquecer.",
        "fr": "On a promis à {place} une halle neuve, on a bâti {number} bureaux. {who} ne l'oubliera pas.",
        "ru": "Городу {place} обещали новый рынок, а построили {number} контор. {who} этого не забудет.",
    },
    {
        "en": "Why does no paper write about the {number} empty classrooms of {place}? Ask {who}.",
        "es": "¿Por qué ningún diario habla de las {number} aulas vacías de {place}? Pregunten a {who}.",
        "pt": "Porque é que nenhum jornal fala das {number} salas vazias de {place}? Perguntem a {who}.",
        "fr": "Pourquoi aucun journal ne parle-t-il des {number} classes vides de {place} ? Demandez à {who}.",
        "ru": "Почему ни одна газета не пишет о {number} пустых классах города {place}? Спросите {who}.",
    },
    {
        "en": "I stood {number} minutes in the rain at {place} to hear {who}. It was worth every one.",
        "es": "Esperé {number} minutos bajo la lluvia en {place} para oír a {who}. Valió cada uno.",
        "pt": "Esperei {number} minutos à chuva em {place} para ouvir {who}. Valeu cada um.",
        "fr": "J'ai attendu {number} minutes sous la pluie à {place} pour entendre {who}. Ça valait la peine.",
        "ru": "Мы ждали {number} минут под дождём в городе {place}, чтобы услышать {who}. Оно того стоило.",
    },
    {
        "en": "{number} doctors have left {place} since spring. Only {who} has a plan to bring them back.",
        "es": "{number} médicos se han ido de {place} desde la primavera. Solo {who} sabe cómo traerlos de vuelta.",
        "pt": "{number} médicos saíram de {place} desde a primavera. Só {who} tem um plano para os trazer de volta.",
        "fr": "{number} médecins ont quitté {place} depuis le printemps. Seul le plan de {who} les ferait revenir.",
        "ru": "С весны из города {place} уехали {number} врачей. Только у {who} есть план, как их вернуть.",
    },
    {
        "en": "The bridge at {place} was closed for {number} days and nobody said sorry. Vote for {who}.",
        "es": "El puente de {place} estuvo cerrado {number} días y nadie pidió perdón. Vota por {who}.",
        "pt": "A ponte de {place} esteve fechada {number} dias e ninguém pediu desculpa. Vota em {who}.",
        "fr": "Le pont de {place} est resté fermé {number} jours sans une excuse. Votez pour {who}.",
        "ru": "Мост в городе {place} был закрыт {number} дней, и никто не извинился. Голосуйте за {who}.",
    },
)
"""Each message in every language, with the same places to fill in."""

MESSAGE_LANGUAGES = tuple(MESSAGES[0])


def write_messages(rng: np.random.Generator, count: int, languages: tuple[str, ...]) -> list[list[str]]:
    """Return this many messages, each a list with its wording in every language asked for."""
    kinds = rng.integers(0, len(MESSAGES), count).tolist()
    places = draw_words(rng, "en", count, shortest=2, longest=3)
    people = draw_words(rng, "es", count, shortest=3, longest=4)
    numbers = rng.integers(11, 95, count).tolist()
    return [
        [MESSAGES[kind][language].format(place=place, who=who, number=number) for language in languages]
        for kind, place, who, number in zip(kinds, places, people, numbers, strict=True)
    ]
