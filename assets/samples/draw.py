#!/usr/bin/env python3
"""Draws the sample receipts and writes what is expected of them.

usage: python3 draw.py            needs Pillow, numpy and the fonts named below
       python3 draw.py --check    also reads each with `tesseract` and names the fields it cannot see

The pictures follow from SEED alone. Fonts: packages fonts-dejavu, fonts-liberation, fonts-noto-cjk.
"""
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFilter, ImageFont, ImageOps

from receipts import RECEIPTS

SEED = 2026
HERE = Path(__file__).parent
FONTS = {
    "mono": "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf",
    "sans": "/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
    "condensed": "/usr/share/fonts/truetype/dejavu/DejaVuSansCondensed.ttf",
    "cjk": "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
}
TEXT, MARGIN, LEADING = 24, 44, 1.42
SMALLEST, LARGEST = 60_000, 120_000
EXIF_ORIENTATION, TURNED_RIGHT = 0x0112, 6


def check_sums(receipt):
    """A sample that does not add up would teach doubts."""
    expect = receipt["expect"]
    items = [line for line in receipt["paper"] if line[0] == "item"]
    for _, name, qty, unit, price in items:
        assert Decimal(qty) * Decimal(unit) == Decimal(price), (receipt["name"], name)
    if items:
        total = sum(Decimal(item[4]) for item in items) + sum(map(Decimal, receipt["extra"]))
        assert total == Decimal(expect["total"]), (receipt["name"], total, expect["total"])


def shown(amount, receipt):
    return amount.replace(".", ",") if receipt["comma"] else amount


def lines_of(receipt):
    """The paper's lines with its items set in the receipt's style."""
    for line in receipt["paper"]:
        if line[0] == "item":
            yield from item_lines(line, receipt)
        elif line[0] == "lr" and receipt["comma"] and line[2].replace(".", "").isdigit():
            yield ("lr", line[1], shown(line[2], receipt))
        else:
            yield line


def item_lines(item, receipt):
    _, name, qty, unit, price = item
    unit, price, style = shown(unit, receipt), shown(price, receipt), receipt["style"]
    if style == "two_lines":
        yield ("l", name)
        yield ("lr", f"   {qty} x {unit}", price)
    elif style == "qty_first":
        yield ("lr", f"{qty}  {name}", price)
    elif style == "columns":
        yield ("cols", name, qty, unit, price)
    else:
        yield ("lr", name if qty == "1" else f"{name} x{qty}", price)


def paper_of(receipt):
    """The printed paper, black on white."""
    font = lambda scale=1.0: ImageFont.truetype(FONTS[receipt["font"]], round(TEXT * scale))
    width = round(receipt["width"] * font().getlength("0")) + 2 * MARGIN
    lines, height = list(lines_of(receipt)), MARGIN
    for line in lines:
        height += step(line)
    paper = Image.new("L", (width, height + MARGIN), 255)
    draw, y = ImageDraw.Draw(paper), MARGIN
    for line in lines:
        draw_line(draw, line, y, width, font)
        y += step(line)
    return paper


def scale_of(line):
    return line[2] if line[0] in ("c", "l") and len(line) > 2 else 1.0


def step(line):
    return round(TEXT * LEADING * (0.6 if line[0] in ("rule", "gap") else scale_of(line)))


def draw_line(draw, line, y, width, font):
    kind, left, right = line[0], MARGIN, width - MARGIN
    if kind == "c":
        draw.text((width / 2, y), line[1], 20, font(scale_of(line)), anchor="ma")
    elif kind == "l":
        draw.text((left, y), line[1], 20, font(scale_of(line)))
    elif kind == "lr":
        draw.text((left, y), line[1], 20, font())
        draw.text((right, y), line[2], 20, font(), anchor="ra")
    elif kind == "cols":
        room = right - left
        draw.text((left, y), line[1], 20, font())
        for text, at in zip(line[2:], (0.66, 0.83, 1.0)):
            draw.text((left + room * at, y), text, 20, font(), anchor="ra")
    elif kind == "rule":
        draw.line((left, y + TEXT * 0.35, right, y + TEXT * 0.35), 60, 2)


def photo_of(paper, receipt, noise):
    """The paper on a table: turned a little, unevenly lit, with a camera's grain."""
    table = int(noise.integers(70, 120))
    border = 36
    size = (paper.width + 2 * border, paper.height + 2 * border)
    sheet, cover = Image.new("L", size, table), Image.new("L", size, 0)
    sheet.paste(paper.point(lambda value: 14 + value * 232 // 255), (border, border))
    cover.paste(255, (border, border, border + paper.width, border + paper.height))
    turn = dict(resample=Image.Resampling.BICUBIC, expand=False)
    sheet, cover = sheet.rotate(receipt["tilt"], fillcolor=table, **turn), cover.rotate(receipt["tilt"], **turn)
    grey = np.asarray(sheet.filter(ImageFilter.GaussianBlur(0.55)), dtype=np.float64)
    grey = np.where(np.asarray(cover) > 128, grey * light(size, noise), grey)
    colour = np.stack([grey * tint for tint in (1.0, 0.985, 0.955)], axis=-1)
    colour += noise.normal(0, 3.2, colour.shape[:2])[..., None]
    return Image.fromarray(np.clip(colour, 0, 255).astype(np.uint8))


def light(size, noise):
    """From 0.86 to 1 across the sheet, in a direction of its own."""
    width, height = size
    angle = noise.uniform(0, 2 * np.pi)
    x, y = np.meshgrid(np.linspace(-1, 1, width), np.linspace(-1, 1, height))
    slope = (x * np.cos(angle) + y * np.sin(angle)) / 2 ** 0.5
    return 0.93 + 0.07 * slope


def save(photo, receipt):
    """As a camera would: a phone held sideways writes the turn into the EXIF data."""
    exif = Image.Exif()
    if not receipt["upright"]:
        photo = photo.transpose(Image.Transpose.ROTATE_90)
        exif[EXIF_ORIENTATION] = TURNED_RIGHT
    target = HERE / f"{receipt['name']}.jpg"
    for quality in range(92, 40, -3):
        photo.save(target, quality=quality, exif=exif, optimize=True)
        if target.stat().st_size <= LARGEST:
            break
    assert SMALLEST <= target.stat().st_size <= LARGEST, (receipt["name"], target.stat().st_size)


def unseen_fields(receipt):
    """What `tesseract` does not see in the finished picture."""
    expect, upright = receipt["expect"], HERE / ".check.png"
    ImageOps.exif_transpose(Image.open(HERE / expect["file"])).save(upright)
    command = ["tesseract", str(upright), "-", "-l", "eng", "--psm", "6"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    upright.unlink()
    flat = lambda value: "".join(value.lower().split())
    wanted = [expect["merchant"], shown(expect["total"], receipt)] + [item["name"] for item in expect["items"]]
    return [value for value in wanted if flat(value) not in flat(text)]


def main():
    for number, receipt in enumerate(RECEIPTS):
        check_sums(receipt)
        save(photo_of(paper_of(receipt), receipt, np.random.default_rng([SEED, number])), receipt)
    expected = (json.dumps(receipt["expect"], ensure_ascii=False) for receipt in RECEIPTS)
    (HERE / "expected.jsonl").write_text("".join(f"{line}\n" for line in expected), encoding="utf-8")
    if "--check" in sys.argv:
        for receipt in RECEIPTS:
            print(f"{receipt['name']:12}", unseen_fields(receipt) or "all seen")


if __name__ == "__main__":
    main()
