"""The Thai catalogues: filled in, of one voice, and found by the tool that keeps them."""

import re
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django import forms
from django.core import validators
from django.core.exceptions import ValidationError
from django.utils import translation

from tools import messages

EXPECTED = [
    ('{% load i18n %}{% translate "Send" %}', [("", "Send", "")]),
    ('{% translate "100 % done" %}', [("", "100 %% done", "")]),
    ('{% translate "done" context "step" %}', [("step", "done", "")]),
    (
        '{% tag title=_("Home") x|default:_("None (yet)") %}',
        [("", "Home", ""), ("", "None (yet)", "")],
    ),
    (
        "{% blocktranslate count n=x trimmed %}\n One {{ n }}\n{% plural %}{{ n }} things{% endblocktranslate %}",
        [("", "One %(n)s", "%(n)s things")],
    ),
]


@pytest.mark.parametrize("app", messages.apps())
def test_every_thai_sentence_is_filled_in(app: str) -> None:
    empty = [
        entry.msgid
        for entry in messages.read_catalogue(app)
        if not entry.obsolete and not messages.is_translated(entry)
    ]
    assert empty == []


@pytest.mark.parametrize("app", messages.apps())
def test_nothing_stands_twice_in_a_catalogue(app: str) -> None:
    keys = [(entry.msgctxt, entry.msgid) for entry in messages.read_catalogue(app)]
    assert len(keys) == len(set(keys))


@cache
def said_anywhere() -> set[tuple[str, str, str]]:
    return {message.key for app in messages.apps() for message in messages.said_by(app)}


def unsaid(app: str) -> list[str]:
    """What a catalogue translates though neither code nor template says it any more.

    That of the kit is left out: it is built from the word list, which stands before the pages.
    """
    return [
        entry.msgid
        for entry in messages.read_catalogue(app)
        if (entry.msgctxt or "", entry.msgid, entry.msgid_plural or "") not in said_anywhere()
    ]


@pytest.mark.parametrize("app", [app for app in messages.apps() if app != "common"])
def test_everything_in_a_catalogue_is_said_somewhere(app: str) -> None:
    assert unsaid(app) == []


def test_the_word_list_is_the_catalogue_of_the_kit() -> None:
    said = {entry.msgid: entry.msgstr for entry in messages.read_catalogue("common")}
    differs = [
        row["msgid"] for row in messages.word_list() if said.get(row["msgid"]) != row["thai"]
    ]
    assert differs == []


def test_apps_that_say_one_thing_say_it_with_the_same_words() -> None:
    """Two catalogues with other Thai for one msgid: which one is shown would be chance."""
    spoken: dict[tuple[str, str, str], set[str]] = {}
    for app in messages.apps():
        for entry in messages.read_catalogue(app):
            key = (entry.msgctxt or "", entry.msgid, entry.msgid_plural or "")
            spoken.setdefault(key, set()).update(messages.texts_of(entry))
    assert {key: texts for key, texts in spoken.items() if len(texts) > 1} == {}


@pytest.mark.parametrize(("template", "expected"), EXPECTED)
def test_sentences_of_templates_are_found(
    template: str, expected: list[tuple[str, str, str]]
) -> None:
    found = messages.in_template(template, "page.html")
    assert [message.key for message in found] == expected


def test_sentences_of_code_are_found() -> None:
    source = 'label = _("Save")\nsaid = ngettext("%(n)s row", "%(n)s rows", n)\npassed_on = gettext(text)'
    found = [message.key for message in messages.in_python(source, "x.py")]
    assert found == [("", "Save", ""), ("", "%(n)s row", "%(n)s rows")]


def test_a_sentence_with_values_baked_in_is_refused() -> None:
    with pytest.raises(SystemExit, match="plain string"):
        list(messages.in_python('gettext(f"Hello {name}")', "x.py"))


def test_placeholders_are_compared() -> None:
    assert messages.placeholders("%(n)s of %(total)d, 100 %%") == {"%(n)s", "%(total)d"}
    assert messages.placeholders("at least %d letters") == {"%d"}
    assert messages.placeholders("{min_days} days") == {"{min_days}"}


FIELDS = [
    *(forms.CharField, forms.IntegerField, forms.DecimalField, forms.BooleanField, forms.DateField),
    *(forms.ChoiceField, forms.MultipleChoiceField, forms.ModelChoiceField, forms.EmailField),
    *(forms.FileField, forms.ImageField, forms.UUIDField),
]


@pytest.mark.parametrize("field", FIELDS)
def test_what_djangos_fields_refuse_is_said_in_our_thai(field: type[forms.Field]) -> None:
    known = {entry.msgid for entry in messages.read_catalogue("common")}
    with translation.override("en"):
        said = {
            str(text % {"max": 1, "length": 2} if hasattr(text, "_translate") else text)
            for base in field.__mro__
            for text in getattr(base, "default_error_messages", {}).values()
        }
    sizes = re.compile("Ensure this filename has at most")
    assert {text for text in said if text not in known and not sizes.match(text)} == set()


VALIDATORS = [
    validators.MaxLengthValidator(3),
    validators.MinLengthValidator(30),
    validators.MaxValueValidator(3),
    validators.MinValueValidator(10**9),
    validators.FileExtensionValidator(["pdf"]),
]


@pytest.mark.parametrize("validator", VALIDATORS)
def test_what_djangos_validators_refuse_is_said_in_thai(validator: Any) -> None:
    value: Any = 12345678 if "Value" in type(validator).__name__ else "x" * 12
    if isinstance(validator, validators.FileExtensionValidator):
        value = SimpleNamespace(name="house.exe")
    with translation.override("th"), pytest.raises(ValidationError) as refused:
        validator(value)
    with translation.override("th"):
        assert not re.search(r"[A-Za-z]{4,}", refused.value.messages[0])


def test_pages_show_thai_letters() -> None:
    with translation.override("th"):
        assert re.fullmatch(r"[\u0e00-\u0e7f ]+", translation.gettext("Sign in"))


def test_an_empty_line_that_nobody_says_any_more_goes_but_no_thai_does(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(messages, "ROOT", tmp_path)
    app = tmp_path / "asa/visits"
    (app / "locale/th/LC_MESSAGES").mkdir(parents=True)
    (app / "__init__.py").touch()
    (app / "views.py").write_text('_("Said")\n_("Known")')
    old = (
        'msgid "Known"\nmsgstr "รู้แล้ว"\n\nmsgid "Gone"\nmsgstr ""\n\nmsgid "Kept"\nmsgstr "เก็บไว้"\n'
    )
    messages.catalogue_of("visits").write_text(f'msgid ""\nmsgstr ""\n\n{old}', encoding="utf-8")
    assert messages.main(["visits"]) == 0
    kept = {entry.msgid: entry.msgstr for entry in messages.read_catalogue("visits")}
    assert kept == {"Known": "รู้แล้ว", "Kept": "เก็บไว้", "Said": ""}
    assert messages.catalogue_of("visits").with_suffix(".mo").exists()
    assert messages.main(["--check"]) == 1
