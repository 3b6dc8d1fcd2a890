"""Coloured shapes of many sizes and modes, drawn here: what hashes of pictures are tried on."""

import io

import numpy as np
from PIL import Image, ImageDraw

# Name to mode, size in pixels, format. The place in the table is the seed of the drawing.
SHAPES = {
    "square": ("RGB", (256, 256), "PNG"),
    "wide": ("RGB", (640, 200), "PNG"),
    "tall": ("RGB", (131, 517), "PNG"),
    "of-the-hash": ("RGB", (64, 64), "PNG"),
    "small": ("RGB", (33, 21), "PNG"),
    "smallest": ("RGB", (5, 5), "PNG"),
    "large": ("RGB", (2000, 1500), "PNG"),
    "grey": ("L", (300, 240), "PNG"),
    "grey-alpha": ("LA", (300, 240), "PNG"),
    "alpha": ("RGBA", (200, 320), "PNG"),
    "palette": ("P", (320, 200), "PNG"),
    "two-colours": ("1", (320, 200), "PNG"),
    "sixteen-bits": ("I;16", (222, 111), "PNG"),
    "jpeg": ("RGB", (480, 360), "JPEG"),
    "print-colours": ("CMYK", (320, 240), "JPEG"),
    "bitmap": ("RGB", (100, 90), "BMP"),
    "webp": ("RGB", (320, 240), "WEBP"),
    "animated": ("P", (160, 120), "GIF"),
    "one-colour": ("RGB", (100, 100), "PNG"),
}


def draw(width: int, height: int, seed: int, *, plain: bool = False) -> Image.Image:
    """Rectangles and circles on a ground of one colour; `plain`: the ground alone."""
    image = Image.new("RGB", (width, height), (40, 90, 160))
    pen = ImageDraw.Draw(image)
    for n in range(0 if plain else 24):
        x = (n * 37 + seed * 53) % 100 * width // 100
        y = (n * 61 + seed * 29) % 100 * height // 100
        side = 2 + (n * 17 + seed) % 30 * min(width, height) // 100
        colour = ((n * 83 + seed) % 256, (n * 151) % 256, (n * 47 + seed * 11) % 256)
        (pen.ellipse if n % 2 else pen.rectangle)((x, y, x + side, y + side), fill=colour)
    return image


def make_shape(name: str) -> bytes:
    """The file of one entry of `SHAPES`."""
    mode, size, form = SHAPES[name]
    seed = list(SHAPES).index(name)
    image = draw(*size, seed, plain=name == "one-colour")
    if mode == "I;16":
        image = Image.fromarray(np.asarray(image.convert("L")).astype(np.uint16) * np.uint16(257))
    elif mode in ("RGBA", "LA"):
        image.putalpha(Image.linear_gradient("L").resize(size))
        image = image.convert(mode)
    else:
        image = image.convert(mode)
    content = io.BytesIO()
    if form == "GIF":
        others = [draw(*size, seed + n).convert("P") for n in (1, 2)]
        image.save(content, form, save_all=True, append_images=others)
    else:
        image.save(content, form, **({"lossless": True} if form == "WEBP" else {}))
    return content.getvalue()
