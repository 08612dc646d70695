"""In English the first page of each role says nothing in Thai but names, places and typed words."""

import html
import re
from pathlib import Path

import pytest
from django.apps import apps
from django.test import Client

import asa.common
from asa.cases.loader import load_lists
from asa.cases.models.lists import Named
from asa.common.models import JournalEntry
from asa.places.tests.factories import load_chumphon
from tests.access.world import NATURAL, build_world

pytestmark = pytest.mark.django_db
THAI = re.compile(r"[\u0e01-\u0e5b]+")
MAIN = re.compile(r"<main.*?</main>", re.DOTALL)
TILES = Path(asa.common.__file__).parent / "data/tiles.json"
TAG = re.compile(r"<[^>]*>")


def data():
    """Every Thai word that stands on record, the longest first; not the lists with English names."""
    kept = [
        model
        for model in apps.get_models()
        if model.__module__.startswith("asa.") and not issubclass(model, (Named, JournalEntry))
    ]
    found = set()
    for model in kept:
        for row in model._default_manager.all():
            for field in model._meta.concrete_fields:
                value = getattr(row, field.attname)
                found |= {value, *value.split()} if isinstance(value, str) else set()
    # The map names the provinces by itself.
    found |= set(THAI.findall(TILES.read_text(encoding="utf-8")))
    return sorted((text for text in found if THAI.search(text)), key=len, reverse=True)


def thai_on(page, known):
    """What Thai a page says in its main part that is not on record."""
    said = html.unescape(TAG.sub(" ", MAIN.search(page)[0]))
    for text in known:
        said = said.replace(text, " ")
    return THAI.findall(said)


def test_thai_that_is_not_data_is_found():
    assert thai_on("<main><p>สวัสดี มะลิ</p></main>", ["มะลิ"]) == ["สวัสดี"]


def test_first_pages_in_english_are_free_of_thai_but_for_data():
    load_chumphon()
    load_lists()
    world = build_world()
    known = data()
    faults = {}
    for role in NATURAL:
        client = Client()
        client.cookies["asa_language"] = "en"
        client.force_login(world.users[role, "own"])
        page = client.get("/", follow=True)
        assert page.status_code == 200, role
        if found := thai_on(page.content.decode(), known):
            faults[str(role)] = found
    assert faults == {}
