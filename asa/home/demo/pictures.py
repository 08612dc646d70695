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


WALLS_BEHIND = ("#dbe4ef", "#e6e1d6", "#d9e6df")
SHIRTS = ("#27408b", "#7a4b2a", "#4b6b45", "#7b3f5a")
SKINS = ("#c99a72", "#b98458", "#d8ad86")


def portrait(random: Random) -> BytesIO:
    """Head and shoulders of nobody before a wall, as a JPEG."""
    image = Image.new("RGB", (480, 624), random.choice(WALLS_BEHIND))
    draw = ImageDraw.Draw(image)
    draw.ellipse((20, 410, 460, 900), fill=random.choice(SHIRTS))
    skin = random.choice(SKINS)
    draw.rectangle((200, 340, 280, 450), fill=skin)
    draw.ellipse((130, 110, 350, 390), fill="#2a211c")
    draw.ellipse((145, 145, 335, 395), fill=skin)
    file = BytesIO()
    image.save(file, "JPEG", quality=80)
    file.seek(0)
    return file
