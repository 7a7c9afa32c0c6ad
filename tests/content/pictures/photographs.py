"""Photo-like pictures that never existed, hard cases that only look alike, and what uploads do to pictures."""

from bisect import bisect_right
from collections.abc import Callable
from functools import cache
from io import BytesIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageEnhance, ImageFont, ImageOps

Change = Callable[[Image.Image], Image.Image]
Field = NDArray[np.float64]

WORDS = """
the of and to in that it was for on are with as his they at be this from have or by one had not but what all
were when we there can an your which their said if do will each about how up out them then she many some so
these would other into has more her two like him see time could no make than first been its who now people
my made over did down only way find use may water long little very after words called just where most know
bridge library tuesday vote mayor street council answer morning letter nobody garden winter market signal
paper thunder orchard
""".split()  # noqa: SIM905  # a list of a hundred words reads better as a text


def photograph(seed: int, size: tuple[int, int] = (320, 240)) -> Image.Image:
    """Return a scene: light that falls off, texture as in nature, things with and without edges, grain."""
    rng = np.random.default_rng([seed, 77])
    width, height = size if seed % 3 else size[::-1]
    light = texture(rng, height, width, slope=rng.uniform(1.0, 1.6)) * rng.uniform(15, 35)
    down, across = np.mgrid[0 : 1 : height * 1j, 0 : 1 : width * 1j]
    light += rng.uniform(70, 170) + rng.uniform(-70, 70) * down + rng.uniform(-50, 50) * across
    picture = Image.fromarray(np.clip(light, 0, 255).astype(np.uint8)).convert("RGB")
    draw = ImageDraw.Draw(picture)
    for _ in range(int(rng.integers(4, 12))):
        draw_thing(draw, rng, width, height)
    grain = rng.normal(0, rng.uniform(1, 6), (height, width, 1))
    return Image.fromarray(np.clip(np.asarray(picture, float) + grain, 0, 255).astype(np.uint8))


def texture(rng: np.random.Generator, height: int, width: int, slope: float) -> Field:
    """Return noise whose strength falls with its frequency, of standard deviation 1."""
    waves = np.fft.rfft2(rng.normal(size=(height, width)))
    speed = np.hypot(np.fft.fftfreq(height)[:, None] * height, np.fft.rfftfreq(width)[None] * width)
    speed[0, 0] = np.inf
    field = np.fft.irfft2(waves / speed**slope, s=(height, width))
    return np.asarray(field / field.std())


def draw_thing(draw: ImageDraw.ImageDraw, rng: np.random.Generator, width: int, height: int) -> None:
    x, y = rng.uniform(-0.1, 0.9) * width, rng.uniform(-0.1, 0.9) * height
    box = (x, y, x + rng.uniform(0.05, 0.45) * width, y + rng.uniform(0.05, 0.45) * height)
    colour = tuple(rng.integers(0, 256, 3).tolist())
    kind = rng.integers(4)
    if kind == 0:
        draw.ellipse(box, fill=colour)
    elif kind == 1:
        draw.rectangle(box, fill=colour)
    elif kind == 2:
        draw.polygon([tuple(point) for point in (rng.uniform(0, 1, (3, 2)) * (width, height)).tolist()], fill=colour)
    else:
        for step in range(0, int(box[3] - box[1]), 14):
            draw.rectangle((box[0], box[1] + step, box[2], box[1] + step + 5), fill=colour)


def sentence(rng: np.random.Generator, words: int) -> str:
    return " ".join(rng.choice(WORDS, words))


@cache
def font(size: float) -> ImageFont.FreeTypeFont:
    loaded = ImageFont.load_default(size)
    assert isinstance(loaded, ImageFont.FreeTypeFont)
    return loaded


def shortened(draw: ImageDraw.ImageDraw, text: str, size: float, width: float) -> str:
    """Return as many whole words of a text as fit, one at least; longer texts are wider, so that few are measured."""
    words = text.split()
    fitting = bisect_right(
        range(2, len(words) + 1), width, key=lambda count: draw.textlength(" ".join(words[:count]), font=font(size))
    )
    return " ".join(words[: fitting + 1])


def text_screenshot(seed: int, letters: int = 18, dark: bool = False) -> Image.Image:
    """Return a telephone's screen full of text: the same frame and lines for every seed, other words."""
    rng = np.random.default_rng([seed, 78])
    ground, ink = (24, 235) if dark else (250, 20)
    picture = Image.new("RGB", (360, 640), (ground,) * 3)
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, 360, 48), fill=(60, 90, 150))
    draw.ellipse((12, 60, 52, 100), fill=(150, 150, 150))
    draw.text((64, 68), "A. Person  @aperson", fill=(ink,) * 3, font=font(16))
    y = 116.0
    while y < 620:
        line = shortened(draw, sentence(rng, 14), letters, 336)
        draw.text((12, y), line, fill=(ink,) * 3, font=font(letters))
        y += letters * 1.4
    return picture


def document(seed: int) -> Image.Image:
    """Return a printed page of small letters, the same margins for every seed."""
    rng = np.random.default_rng([seed, 79])
    picture = Image.new("RGB", (600, 800), (255,) * 3)
    draw = ImageDraw.Draw(picture)
    for y in range(60, 740, 17):
        draw.text((60, y), shortened(draw, sentence(rng, 30), 12, 480), fill=(0, 0, 0), font=font(12))
    return picture


def flat(seed: int) -> Image.Image:
    """Return a picture with next to nothing in it: one colour or a soft fall of light, and perhaps one small thing."""
    rng = np.random.default_rng([seed, 80])
    down, across = np.mgrid[0:1:240j, 0:1:320j]
    light = rng.uniform(40, 210) + rng.uniform(-40, 40) * down + rng.uniform(-40, 40) * across
    picture = Image.fromarray(np.clip(light, 0, 255).astype(np.uint8)).convert("RGB")
    if seed % 2:
        x, y, side = rng.uniform(20, 260), rng.uniform(20, 180), rng.uniform(10, 50)
        ImageDraw.Draw(picture).ellipse((x, y, x + side, y + side), fill=tuple(rng.integers(0, 256, 3).tolist()))
    return picture


def short_screenshot(seed: int, lines: int = 2) -> Image.Image:
    """Return a short message on a white screen: all but its few words is the same for every seed."""
    rng = np.random.default_rng([seed, 90])
    picture = Image.new("RGB", (400, 220), (255,) * 3)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((12, 12, 52, 52), fill=(90, 90, 200))
    draw.text((64, 18), "A. Person  @aperson", fill=(0,) * 3, font=font(16))
    for line in range(lines):
        draw.text((14, 70 + 28 * line), sentence(rng, 7), fill=(0,) * 3, font=font(20))
    draw.text((14, 190), "12:30  Likes 12  Replies 3", fill=(120,) * 3, font=font(14))
    return picture


def different_pictures(photographs: int = 300) -> dict[str, list[Image.Image]]:
    """Return pictures of which no two show the same, by kind: photographs, and what is hard to tell apart."""
    memes = [caption_over(photograph(7_000 + seed % 4), seed, (2, 4, 8)[seed % 3]) for seed in range(60)]
    bars = [caption_bar(photograph(8_000 + seed % 4), seed, share=(0.12, 0.2)[seed % 2]) for seed in range(40)]
    return {
        "photographs": [photograph(seed) for seed in range(photographs)],
        "flat pictures": [flat(seed) for seed in range(40)],
        "screens of text": [text_screenshot(seed, 13 + 5 * (seed % 2), dark=seed % 4 > 1) for seed in range(60)],
        "short messages": [short_screenshot(seed, 1 + seed % 3) for seed in range(45)],
        "printed pages": [document(seed) for seed in range(20)],
        "one meme, other captions over it": memes,
        "one picture, other captions beside it": bars,
    }


def wrapped(draw: ImageDraw.ImageDraw, text: str, size: float, width: float) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if draw.textlength(longer, font=font(size)) > width and lines[-1]:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def caption_over(picture: Image.Image, seed: int, words: int = 8) -> Image.Image:
    """Return the picture as a meme: large capitals over its upper and lower edge."""
    rng = np.random.default_rng([seed, 81])
    meme = picture.copy()
    draw = ImageDraw.Draw(meme)
    size = picture.width / 11
    for place in ("above", "below"):
        lines = wrapped(draw, sentence(rng, words // 2 + int(rng.integers(2))).upper(), size, picture.width * 0.94)
        y = 4 if place == "above" else picture.height - 4 - len(lines) * size * 1.15
        for line in lines:
            x = (picture.width - draw.textlength(line, font=font(size))) / 2
            draw.text((x, y), line, fill=(255,) * 3, font=font(size), stroke_width=2, stroke_fill=(0, 0, 0))
            y += size * 1.15
    return meme


def caption_bar(picture: Image.Image, seed: int, *, place: str = "above", share: float = 0.2) -> Image.Image:
    """Return the picture with a bar above or below it, in which a caption stands."""
    rng = np.random.default_rng([seed, 82])
    bar = round(share * picture.height)
    above, below = (bar, 0) if place == "above" else (0, bar) if place == "below" else (bar, bar)
    light = bool(rng.integers(2))
    ground, ink = ((255,) * 3, (0,) * 3) if light else ((0,) * 3, (255,) * 3)
    meme = Image.new("RGB", (picture.width, picture.height + above + below), ground)
    meme.paste(picture, (0, above))
    draw = ImageDraw.Draw(meme)
    for top in [0] * bool(above) + [above + picture.height] * bool(below):
        size = bar / 3
        for number, line in enumerate(wrapped(draw, sentence(rng, 9), size, picture.width * 0.94)[:2]):
            draw.text((picture.width * 0.03, top + bar * 0.08 + number * size * 1.2), line, fill=ink, font=font(size))
    return meme


def bordered(picture: Image.Image, share: float = 0.08, colour: tuple[int, int, int] = (0, 0, 0)) -> Image.Image:
    return ImageOps.expand(picture, round(share * min(picture.size)), colour)


def cropped(picture: Image.Image, left: float, top: float, right: float, bottom: float) -> Image.Image:
    width, height = picture.size
    return picture.crop(
        (round(left * width), round(top * height), round((1 - right) * width), round((1 - bottom) * height))
    )


def gamma(picture: Image.Image, power: float) -> Image.Image:
    return picture.point([round(255 * (level / 255) ** power) for level in range(256)] * 3)


def compressed(picture: Image.Image, quality: int) -> Image.Image:
    written = BytesIO()
    picture.convert("RGB").save(written, "JPEG", quality=quality)
    return Image.open(BytesIO(written.getvalue())).convert("RGB")


def resized(picture: Image.Image, times: float) -> Image.Image:
    return picture.resize((round(picture.width * times), round(picture.height * times)), Image.Resampling.BICUBIC)


def uploaded_again(picture: Image.Image, seed: int) -> Image.Image:
    """Return what another upload makes of a picture: up to 4 % cut from each edge, another size, compressed."""
    rng = np.random.default_rng([seed, 83])
    smaller = cropped(picture, *rng.uniform(0, 0.04, 4).tolist())
    return compressed(resized(smaller, rng.uniform(0.6, 1.5)), int(rng.integers(30, 70)))


CHANGES: dict[str, tuple[Change, ...]] = {
    "JPEG of quality 10": (lambda p: compressed(p, 10),),
    "resized": (lambda p: resized(p, 0.4), lambda p: resized(p, 2.5)),
    "brightness": (
        lambda p: ImageEnhance.Brightness(p).enhance(1.4),
        lambda p: ImageEnhance.Brightness(p).enhance(0.6),
    ),
    "contrast": (lambda p: ImageEnhance.Contrast(p).enhance(1.6), lambda p: ImageEnhance.Contrast(p).enhance(0.5)),
    "gamma": (lambda p: gamma(p, 0.5), lambda p: gamma(p, 2.0)),
    "grayscale": (lambda p: p.convert("L").convert("RGB"),),
    "5 % cut from one edge": (
        lambda p: cropped(p, 0.05, 0, 0, 0),
        lambda p: cropped(p, 0, 0.05, 0, 0),
        lambda p: cropped(p, 0, 0, 0.05, 0),
        lambda p: cropped(p, 0, 0, 0, 0.05),
    ),
    "5 % cut from every edge": (lambda p: cropped(p, 0.05, 0.05, 0.05, 0.05),),
    "mirrored": (lambda p: ImageOps.mirror(p),),
    "turned by 90 degrees": (
        lambda p: p.transpose(Image.Transpose.ROTATE_90),
        lambda p: p.transpose(Image.Transpose.ROTATE_270),
    ),
    "turned by 180 degrees": (lambda p: p.transpose(Image.Transpose.ROTATE_180),),
    "solid border": (
        lambda p: bordered(p, 0.08),
        lambda p: bordered(p, 0.04, (255, 255, 255)),
        lambda p: bordered(p, 0.12, (200, 30, 60)),
    ),
    "plain bars above and below": (
        lambda p: ImageOps.expand(p, (0, round(0.2 * p.height)), (0, 0, 0)),
        lambda p: ImageOps.expand(p, (round(0.2 * p.width), 0), (255, 255, 255)),
    ),
    "caption bar above": (lambda p: caption_bar(p, p.getpixel((5, 5))[0], place="above"),),  # type: ignore[index]  # RGB
    "caption bar below": (lambda p: caption_bar(p, p.getpixel((5, 5))[1], place="below"),),  # type: ignore[index]  # RGB
    "caption bars above and below": (lambda p: caption_bar(p, 7, place="both"),),
    "mirrored, smaller and JPEG of quality 30": (lambda p: compressed(resized(ImageOps.mirror(p), 0.6), 30),),
    "caption bar, JPEG of quality 30": (lambda p: compressed(caption_bar(p, 9), 30),),
    "caption bar, cut, resized and JPEG of quality 30 to 70": (
        lambda p: uploaded_again(caption_bar(p, 9, place="above"), 1),
        lambda p: uploaded_again(caption_bar(p, 8, place="below"), 2),
        lambda p: uploaded_again(caption_bar(p, 7, place="both", share=0.15), 3),
    ),
}
"""What uploads do to a picture, by the name of the kind."""
