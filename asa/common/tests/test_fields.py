"""An encrypted column is text in Python, ciphertext in the database, and answers only isnull."""

import pytest
from django.core.exceptions import FieldError
from django.db import connection, models
from django.test.utils import isolate_apps

from asa.common.crypto import CannotDecryptError
from asa.common.fields import EncryptedTextField

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def secret_model():
    with isolate_apps("asa.common"):

        class Secret(models.Model):
            text = EncryptedTextField(null=True, purpose="secret.text")
            other = EncryptedTextField(default="")

            class Meta:
                app_label = "common"

            def __str__(self):
                return str(self.pk)

    with connection.schema_editor() as editor:
        editor.create_model(Secret)
    yield Secret
    with connection.schema_editor() as editor:
        editor.delete_model(Secret)


def _stored(pk):
    with connection.cursor() as cursor:
        cursor.execute("SELECT text, other FROM common_secret WHERE id = %s", [pk])
        return [value if value is None else bytes(value) for value in cursor.fetchone()]


def test_text_goes_in_and_comes_out_and_the_database_sees_none_of_it(secret_model):
    made = secret_model.objects.create(text="ป้าบัว ป่วย", other="x")
    found = secret_model.objects.get(pk=made.pk)
    assert (found.text, found.other) == ("ป้าบัว ป่วย", "x")
    text, _ = _stored(made.pk)
    assert "ป้าบัว".encode() not in text


def test_empty_and_nothing_are_two_things(secret_model):
    nothing = secret_model.objects.create(text=None)
    empty = secret_model.objects.create(text="")
    assert secret_model.objects.get(text__isnull=True) == nothing
    assert secret_model.objects.get(text__isnull=False) == empty
    assert secret_model.objects.get(pk=nothing.pk).text is None
    assert secret_model.objects.get(pk=empty.pk).text == ""
    assert nothing.other == ""


def test_bulk_writes_and_values_work_too(secret_model):
    made = secret_model.objects.bulk_create([secret_model(text=text) for text in "กขค"])
    made[0].text = "ง"
    secret_model.objects.bulk_update(made[:1], ["text"])
    secret_model.objects.filter(pk=made[1].pk).update(text="จ")
    assert list(secret_model.objects.order_by("pk").values_list("text", flat=True)) == [
        "ง",
        "จ",
        "ค",
    ]


@pytest.mark.parametrize(
    "lookup", ["text", "text__exact", "text__contains", "text__in", "text__gt"]
)
def test_an_encrypted_column_cannot_be_searched(secret_model, lookup):
    with pytest.raises(FieldError, match="encrypted"):
        secret_model.objects.filter(**{lookup: "ก"}).exists()


def test_a_ciphertext_moved_to_another_column_does_not_open(secret_model):
    made = secret_model.objects.create(text="ก", other="ข")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE common_secret SET text = other WHERE id = %s", [made.pk])
    with pytest.raises(CannotDecryptError):
        secret_model.objects.get(pk=made.pk)


def test_a_migration_remembers_the_purpose():
    _, path, args, kwargs = EncryptedTextField(null=True, purpose="a.b").deconstruct()
    assert path == "asa.common.fields.EncryptedTextField"
    assert (args, kwargs) == ([], {"null": True, "purpose": "a.b"})
    assert "purpose" not in EncryptedTextField().deconstruct()[3]
