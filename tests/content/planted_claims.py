"""Invented claims in five languages, each told in many wordings, among posts about nothing in particular."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
import polars as pl

from unisono.model.tables import POSTS, conform
from unisono.worlds.texts import write_texts

START = datetime(2021, 3, 1, tzinfo=UTC)
CLAIMS: dict[str, tuple[tuple[str, ...], ...]] = {
    "en photos": (
        ("The photos of the cranes are", "Those photos of idle cranes are", "Look again: the crane photos are"),
        ("from another harbour", "years old", "old and from another harbour"),
        ("and nobody checked.", "so stop sharing them.", "as anyone who checked could see."),
    ),
    "en jobs": (
        ("If the shipping lines leave,", "When the ships stop coming,", "Once the shipping lines go elsewhere,"),
        ("your job goes with them", "there will be no jobs left", "every job in this town is gone"),
        ("and you asked for it.", "and who will pay your rent then?", "so think of the rent you owe."),
    ),
    "en trams": (
        ("Nobody asks about the trams", "Why is no one asking about the broken trams", "Ask about the trams instead,"),
        ("that the former mayor ordered", "which the old mayor bought", "the ones the former mayor paid for"),
        ("with our money.", "and never delivered.", "before you talk about anything else."),
    ),
    "es fotos": (
        ("Las fotos de las grúas son", "Esas fotos de grúas paradas son", "Miren bien: las fotos de la grúa son"),
        ("de otro puerto", "de hace años", "viejas y de otro puerto"),
        ("y nadie lo comprobó.", "así que dejen de compartirlas.", "como sabe cualquiera que compruebe."),
    ),
    "es empleo": (
        ("Si se van las navieras,", "Cuando los barcos no vengan,", "El día que se vaya la naviera,"),
        ("tu empleo se va con ellas", "no quedarán empleos", "en este pueblo se acaba el empleo"),
        ("y tú lo pediste.", "¿y quién pagará tu alquiler?", "piensa en el alquiler que debes."),
    ),
    "ru фото": (
        ("Фотографии кранов", "Эти фотографии пустых кранов", "Посмотрите снова: фотография крана"),
        ("из другого порта", "сделаны много лет назад", "старая и из другого порта"),
        ("и никто не проверил.", "так что хватит их пересылать.", "это видно любому, кто проверит."),
    ),
    "ru работа": (
        ("Если уйдут пароходства,", "Когда корабли перестанут приходить,", "Как только пароходство уйдёт,"),
        ("ваша работа уйдёт с ними", "работы здесь не останется", "в городе не будет никакой работы"),
        ("и вы сами просили.", "и кто заплатит за квартиру?", "подумайте, чем платить за квартиру."),
    ),
    "ar صور": (
        ("صور الرافعات المتوقفة", "هذه الصور للرافعات", "انظروا جيدا إلى صور الرافعات فهي"),
        ("من ميناء آخر", "قديمة منذ سنوات", "قديمة ومن ميناء آخر"),
        ("ولم يتحقق أحد.", "فتوقفوا عن نشرها.", "كما يرى كل من يتحقق."),
    ),
    "ar عمل": (
        ("إذا غادرت شركات الشحن", "عندما تتوقف السفن عن القدوم", "يوم ترحل شركات الشحن"),
        ("ستذهب وظيفتك معها", "لن تبقى وظائف هنا", "لن تبقى أي وظيفة في المدينة"),
        ("وأنت طلبت ذلك.", "ومن يدفع الإيجار؟", "ففكر في الإيجار."),
    ),
    "ja 写真": (
        ("クレーンの写真は", "あの止まったクレーンの写真は", "よく見て、クレーンの写真は"),
        ("別の港のものです", "何年も前のものだ", "古くて別の港のものだ"),
        ("誰も確かめなかった。", "もう広めるのはやめて。", "確かめれば分かる。"),
    ),
    "ja 仕事": (
        ("船会社が出て行けば", "船が来なくなれば", "船会社が他の町へ移れば"),
        ("あなたの仕事もなくなる", "仕事は残らない", "この町の仕事は全部消える"),
        ("自分で望んだことだ。", "家賃は誰が払うのか。", "家賃のことを考えて。"),
    ),
}
"""Beginnings, middles and ends of each claim: every way of joining them is a wording; all is invented."""


@dataclass(frozen=True)
class PlantedClaims:
    """Posts, and the claim that each makes (null: none), by post id."""

    posts: pl.DataFrame
    truth: pl.DataFrame

    def written(self, prefix: str = "") -> pl.DataFrame:
        """Return the posts of the claims that begin so, without the others."""
        of = self.truth.filter(pl.col("claim").str.starts_with(prefix))
        return self.posts.filter(("twitter:" + pl.col("post_id")).is_in(of["post"].implode()))


def plant_claims(seed: int = 0, *, posts_per_claim: int = 60, others: int = 400, chatter: float = 0.0) -> PlantedClaims:
    """Return posts of 11 claims, each post by an account of its own, and of people who write about other things.

    chatter: the share of the claims' posts that go on about something else.
    """
    rng = np.random.default_rng(seed)
    texts: list[str] = []
    claims: list[str | None] = []
    for claim, parts in CLAIMS.items():
        for _ in range(posts_per_claim):
            separator = "" if claim.startswith("ja") else " "
            said = separator.join(part[rng.integers(len(part))] for part in parts)
            if rng.random() < chatter:
                said = f"{said} {write_texts(rng, [claim[:2]])[0]}"
            texts.append(f"{said} #TheHarbour")
            claims.append(claim)
    languages = rng.choice(["en", "es", "ru", "ar", "ja"], others).tolist()
    texts += [f"{text} #TheHarbour" for text in write_texts(rng, languages)]
    claims += [None] * others
    order = rng.permutation(len(texts))
    rows = [
        {"platform": "twitter", "post_id": str(1_000 + place), "account_id": f"a{number}", "kind": "post"}
        | {"text": texts[number], "created_at": START + timedelta(seconds=60 * place)}
        for place, number in enumerate(order.tolist())
    ]
    truth = [
        {"post": f"twitter:{1_000 + place}", "claim": claims[number]} for place, number in enumerate(order.tolist())
    ]
    return PlantedClaims(
        conform(pl.DataFrame(rows), POSTS), pl.DataFrame(truth, schema={"post": pl.String, "claim": pl.String})
    )


def adjusted_rand(left: pl.Series, right: pl.Series) -> float:
    """Return the adjusted Rand index of two labelings without nulls (Hubert and Arabie 1985): 1 equal, 0 chance."""
    frame = pl.DataFrame({"left": left, "right": right})

    def twos(columns: list[str]) -> float:
        sizes = frame.group_by(columns).len()["len"].cast(pl.Float64)
        return float((sizes * (sizes - 1) / 2).sum())

    both, first, second = twos(["left", "right"]), twos(["left"]), twos(["right"])
    chance = first * second / (frame.height * (frame.height - 1) / 2)
    return (both - chance) / ((first + second) / 2 - chance)
