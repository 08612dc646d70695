"""Drawings that stand for photographs: nobody's house, nobody's face."""

from io import BytesIO
from random import Random

from PIL import Image, ImageDraw

SKIES = ("#cfe3f1", "#dfe7ef", "#f1e3cf")
WALLS = ("#b08a5b", "#9c8f7a", "#c4a27a", "#8f7f6a")


def house(random: Random) -> BytesIO:
    """A plain house under the sky, as a JPEG."""
    image = Image.new("RGB", (800, 600), random.choice(SKIES))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 430, 800, 600), fill="#7f9a63")
    left, top = random.randint(160, 240), random.randint(230, 270)
    draw.rectangle((left, top, left + 400, 480), fill=random.choice(WALLS))
    draw.polygon([(left - 50, top), (left + 200, top - 130), (left + 450, top)], fill="#6b5a4a")
    draw.rectangle((left + 170, 360, left + 240, 480), fill="#4c3d31")
    draw.rectangle((left + 50, 330, left + 120, 390), fill="#d9e6ee")
    file = BytesIO()
    image.save(file, "JPEG", quality=80)
    file.seek(0)
    return file
