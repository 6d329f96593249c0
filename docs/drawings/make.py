"""Renders the drawings of this folder into the files the site serves. Run it only after changing a drawing.

    .venv/bin/python docs/drawings/make.py                    everything
    .venv/bin/python docs/drawings/make.py pictures dock      one picture; also: icons, cards, film

Needs the `chromium` and `ffmpeg` commands and the fonts Noto Sans CJK SC and Noto Serif CJK SC
(Debian: chromium, ffmpeg, fonts-noto-cjk), and Pillow. The sources are plain SVG in layers (`sky`, `far`, `ground`,
`over`, `things`, `front`): edit them in any editor. What is written:

    pictures/<name>.svg    -> fixtures/media/demo/<name>/{480,960,1440,1920}.{webp,jpg}   3:2
    icon.svg, the mark     -> static/img/{apple-touch-icon,favicon-32}.png
    og.svg, og-en.svg      -> static/img/og.png, og-en.png   1200 x 630
    SHOTS below            -> fixtures/media/demo/video/zone.mp4, zone.vtt, zone.en.vtt; its poster -> fixtures/media/demo/poster
"""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from PIL import Image

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
STATIC = ROOT / "static/img"
DEMO = ROOT / "fixtures/media/demo"
WIDTHS = (480, 960, 1440, 1920)


def draw(source: Path, width: int, height: int, scale: float = 1.0) -> Image.Image:
    """The SVG `source` as an RGBA image of width x height CSS pixels times `scale`; what is empty stays transparent."""
    with tempfile.TemporaryDirectory() as folder:
        shot = Path(folder) / "shot.png"
        subprocess.run(
            [
                "chromium", "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars",
                "--force-color-profile=srgb", "--default-background-color=00000000",
                f"--force-device-scale-factor={scale}", f"--window-size={width},{height}",
                f"--screenshot={shot}", source.as_uri(),
            ],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip
        return Image.open(shot).convert("RGBA")


def shrink(image: Image.Image, width: int, height: int) -> Image.Image:
    return image.resize((width, height), Image.Resampling.LANCZOS)


def save(image: Image.Image, stem: Path, webp: int, jpeg: int) -> None:
    """Writes `stem`.webp and `stem`.jpg; `webp` and `jpeg` are the qualities, 0 to 100."""
    image.save(stem.with_suffix(".webp"), quality=webp, method=6)
    image.save(stem.with_suffix(".jpg"), quality=jpeg, optimize=True, progressive=True)


def pictures(only: list[str]) -> None:
    """Every picture, or those named in `only`."""
    for source in sorted((HERE / "pictures").glob("*.svg")):
        if only and source.stem not in only:
            continue
        folder = DEMO / source.stem
        folder.mkdir(parents=True, exist_ok=True)
        full = draw(source, 1920, 1280).convert("RGB")
        for width in WIDTHS:
            # At full width the eye forgives more, and the folder has to stay under 12 MB.
            webp, jpeg = (74, 77) if width == 1920 else (78, 82)
            save(shrink(full, width, width * 2 // 3), folder / str(width), webp, jpeg)


def icons() -> None:
    full = draw(HERE / "icon.svg", 512, 512).convert("RGB")
    shrink(full, 180, 180).save(STATIC / "apple-touch-icon.png", optimize=True)
    shrink(draw(STATIC / "mark.svg", 32, 32, scale=8), 32, 32).save(STATIC / "favicon-32.png", optimize=True)


def cards() -> None:
    for name in ("og", "og-en"):
        draw(HERE / f"{name}.svg", 1200, 630).convert("RGB").save(STATIC / f"{name}.png", optimize=True)


class Shot(NamedTuple):
    """One shot: a slow move over a picture from one window to another, and what is said meanwhile.

    A window is (left, top, width) in the picture's own 1920 x 1280 pixels; it is always 16:9.
    """

    picture: str
    start: tuple[float, float, float]
    end: tuple[float, float, float]
    headline: str
    detail: str
    english: str


# Facts only from the zone's own published page.
SHOTS = (
    Shot("zone-overview", (0, 100, 1920), (90, 190, 1640), "沈阳雪松经济开发区", "立业苏家屯　共赢发展未来",
         "Shenyang Xuesong Economic Development Zone. Set up in Sujiatun, grow with us."),
    Shot("zone-overview", (780, 360, 1100), (330, 350, 1300), "规划面积 66 平方公里（2017）", "已建成 19.62 平方公里",
         "Planned area 66 square kilometres (2017), built-up area 19.62 square kilometres."),
    Shot("marshalling-yard", (160, 60, 1660), (240, 200, 1360), "苏家屯站", "东北最大的铁路编组站",
         "Sujiatun station, the largest railway marshalling yard in north-east China."),
    Shot("aviation", (0, 200, 1620), (300, 180, 1620), "毗邻桃仙国际机场", "地处沈阳临空经济区西北部",
         "Next to Taoxian International Airport, in the north-west of Shenyang's airport economic zone."),
    Shot("auto-parts", (60, 300, 1500), (300, 300, 1560), "汽车零部件产业", "沈阳国际汽车零部件产业园",
         "Automotive parts: the Shenyang International Automotive Parts Park."),
    Shot("food-tech", (420, 250, 1480), (160, 260, 1560), "食品饮品轻工产业", "东北食品科技产业园，占地 3.24 平方公里",
         "Food and drink: the Northeast Food Technology Park covers 3.24 square kilometres."),
    Shot("mountains", (120, 200, 1600), (0, 190, 1900), "立业苏家屯　共赢发展未来", "马耳山风景区，白清寨滑雪场",
         "Set up in Sujiatun, grow with us. Ma'er Mountain and the Baiqingzhai ski resort."),
)  # fmt: skip
FRAMES_PER_SECOND = 25
LENGTH = 2.7  # seconds from one shot's start to the next one's
FADE = 0.8  # seconds in which two shots overlap
SIZE = (1280, 720)

CAPTION = """<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="720" viewBox="0 0 1280 720">
<path fill="#fff" fill-opacity=".94" d="M0 536h{width}v128H0z"/><path fill="#1d4a38" d="M0 536h10v128H0z"/>
<text x="64" y="594" font-family="Noto Serif CJK SC, serif" font-size="42" font-weight="700" fill="#14201b">{headline}</text>
<text x="64" y="640" font-family="Noto Sans CJK SC, sans-serif" font-size="25" fill="#1d4a38">{detail}</text>
<text x="1248" y="44" text-anchor="end" font-family="Noto Sans CJK SC, sans-serif" font-size="18"
 fill="#14201b" stroke="#fff" stroke-opacity=".7" stroke-width="4" paint-order="stroke">本站绘制，示意画面</text></svg>"""


def measure(words: str) -> float:
    """How wide `words` run, in Chinese characters."""
    return sum(0.55 if letter.isascii() else 1 for letter in words)


def caption(shot: Shot) -> Image.Image:
    width = max(measure(shot.headline) * 42, measure(shot.detail) * 25) + 128
    with tempfile.NamedTemporaryFile("w", suffix=".svg", encoding="utf-8") as file:
        file.write(CAPTION.format(width=width, headline=shot.headline, detail=shot.detail))
        file.flush()
        return draw(Path(file.name), *SIZE)


def ease(moment: float) -> float:
    """0 to 1 in, 0 to 1 out, slow at both ends."""
    return moment * moment * (3 - 2 * moment)


def moving(shot: Shot) -> Iterator[Image.Image]:
    """The frames of one shot, its overlap with the next one included; the caption is gone before the next one comes."""
    picture = draw(HERE / "pictures" / f"{shot.picture}.svg", 1920, 1280, scale=1.5).convert("RGB")
    words = caption(shot)
    count = round((LENGTH + FADE) * FRAMES_PER_SECOND)
    for number in range(count):
        share = ease(number / (count - 1))
        left, top, width = (a + (b - a) * share for a, b in zip(shot.start, shot.end, strict=True))
        window = (1.5 * left, 1.5 * top, 1.5 * (left + width), 1.5 * (top + width * 9 / 16))
        frame = picture.resize(SIZE, Image.Resampling.LANCZOS, box=window)
        seconds = number / FRAMES_PER_SECOND
        shown = max(0.0, min(1.0, seconds / FADE * 2 - 1, (LENGTH - seconds) / FADE * 2 + 1))
        frame.paste(words, mask=words.getchannel("A").point(lambda alpha, shown=shown: round(alpha * shown)))
        yield frame


def frames() -> Iterator[Image.Image]:
    """The whole film: the shots, each laid over the end of the one before it."""
    overlap = round(FADE * FRAMES_PER_SECOND)
    tail: list[Image.Image] = []
    for shot in SHOTS:
        film = list(moving(shot))
        for number, (old, new) in enumerate(zip(tail, film, strict=False)):
            film[number] = Image.blend(old, new, (number + 1) / (overlap + 1))
        yield from film[:-overlap]
        tail = film[-overlap:]
    yield from tail


def subtitles(name: str, lines: list[str]) -> None:
    starts = [number * LENGTH for number in range(len(SHOTS))] + [len(SHOTS) * LENGTH + FADE]
    cues = [
        f"00:00:{a:06.3f} --> 00:00:{b:06.3f}\n{line}\n"
        for (a, b), line in zip(pairwise(starts), lines, strict=True)
    ]
    (DEMO / "video" / name).write_text("WEBVTT\n\n" + "\n".join(cues), encoding="utf-8")


def film() -> None:
    folder = DEMO / "video"
    folder.mkdir(parents=True, exist_ok=True)
    encoder = subprocess.Popen(
        [
            "ffmpeg", "-y", "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "rgb24", "-s", "1280x720",
            "-r", str(FRAMES_PER_SECOND), "-i", "-", "-an", "-c:v", "libx264", "-preset", "slow", "-crf", "28",
            "-pix_fmt", "yuv420p", "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709",
            "-vf", "scale=out_color_matrix=bt709", "-movflags", "+faststart", str(folder / "zone.mp4"),
        ],
        stdin=subprocess.PIPE,
    )  # fmt: skip
    assert encoder.stdin is not None
    for frame in frames():
        encoder.stdin.write(frame.tobytes())
    encoder.stdin.close()
    if encoder.wait():
        raise SystemExit("ffmpeg failed; its own message is above")
    subtitles("zone.vtt", [f"{shot.headline}\n{shot.detail}" for shot in SHOTS])
    subtitles("zone.en.vtt", [shot.english for shot in SHOTS])
    still = draw(HERE / "pictures/zone-overview.svg", 1920, 1280).convert("RGB")
    for width in (480, 960, 1280):
        size = (width, width * 9 // 16)
        small = still.resize(size, Image.Resampling.LANCZOS, box=(0, 150, 1920, 1230))
        save(small, folder.parent / "poster" / str(width), 78, 82)


if __name__ == "__main__":
    wanted, names = (sys.argv[1], sys.argv[2:]) if len(sys.argv) > 1 else ("all", [])
    if wanted in ("all", "pictures"):
        pictures(names)
    if wanted in ("all", "icons"):
        icons()
    if wanted in ("all", "cards"):
        cards()
    if wanted in ("all", "film"):
        film()
