from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from asa.common import citizenid, crypto, thaitext
from asa.common.fields import EncryptedTextField
from asa.common.ids import uuid7
from asa.people.codes import IdKind, Precision, Sex
from asa.people.models.name_index import NameKeyField
from asa.people.names import full_name


class Person(models.Model):
    """One human being; volunteer, household member and user are roles of this one record."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    prefix = models.CharField(_("Title"), max_length=60, blank=True)
    given_name = models.CharField(_("Given name"), max_length=100)
    family_name = models.CharField(_("Family name"), max_length=100, blank=True)
    given_name_en = models.CharField(_("Given name (English)"), max_length=100, blank=True)
    family_name_en = models.CharField(_("Family name (English)"), max_length=100, blank=True)
    shown_as = models.CharField(_("Name to be shown"), max_length=100, blank=True)
    name_key = NameKeyField(max_length=200, editable=False)
    sort_key = models.CharField(max_length=200, editable=False)
    sex = models.CharField(_("Sex"), max_length=8, choices=Sex, default=Sex.UNKNOWN)
    id_kind = models.CharField(max_length=16, choices=IdKind, default=IdKind.NONE)
    citizen_id = EncryptedTextField(_("Citizen id"), null=True, blank=True)
    # A keyed hash for "have we met this number"; not unique: a number alone never merges people.
    citizen_id_index = models.CharField(max_length=64, null=True, blank=True)  # noqa: DJ001
    no_id_reason = models.CharField(_("Why there is no citizen id"), max_length=120, blank=True)
    birth_on = models.DateField(_("Birth date"), null=True, blank=True)
    birth_precision = models.CharField(
        max_length=8, choices=Precision, default=Precision.DAY, blank=True
    )
    nationality = models.CharField(_("Nationality"), max_length=60, blank=True)
    phone = models.CharField(_("Telephone number"), max_length=40, blank=True)
    other_phone = models.CharField(_("Other telephone number"), max_length=40, blank=True)
    died_on = models.DateField(_("Died on"), null=True, blank=True)
    # The record in which this one went on when both turned out to be one person.
    merged_into = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
        # Nearly nobody's: only those few stand in its index, which costs an import nothing.
        db_index=False,
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [
            models.Index(fields=["citizen_id_index"], name="person_by_citizen_id"),
            models.Index(fields=["name_key"], name="person_by_name"),
            # In the order of the lists; with the key a page of it is found without the rest.
            models.Index(fields=["sort_key", "name_key"], name="person_in_order"),
            models.Index(fields=["phone"], name="person_by_phone"),
            models.Index(fields=["other_phone"], name="person_by_other_phone"),
            # Whoever takes a person away asks the database who went on in this record.
            models.Index(
                fields=["merged_into"],
                condition=models.Q(merged_into__isnull=False),
                name="person_by_merged_into",
            ),
        ]

    def __str__(self) -> str:
        return self.full_name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.fill_keys()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], *self.KEYS}
        super().save(*args, **kwargs)

    KEYS = ("name_key", "sort_key", "id_kind", "citizen_id_index")

    def fill_keys(self) -> Self:
        """Bring the keys in line with the name and the number; a bulk write calls it itself.

        A record that went on in another has none: nobody finds it by them.
        """
        if self.merged_into_id is not None:
            self.name_key = self.sort_key = ""
            self.citizen_id_index = None
            return self
        self.name_key = thaitext.name_key(self.given_name, self.family_name)[:200]
        self.sort_key = thaitext.sort_key(f"{self.given_name} {self.family_name}")[:200]
        if not self.citizen_id:
            self.citizen_id, self.citizen_id_index = None, None
            return self
        self.citizen_id_index = crypto.blind_index("citizen_id", self.citizen_id)
        if self.id_kind not in (IdKind.PASSPORT, IdKind.G_CODE):
            self.id_kind = IdKind(citizenid.kind(self.citizen_id).value)
        return self

    @property
    def full_name(self) -> str:
        """Title and given name without a space, as officials write it, then the family name."""
        return full_name(self.prefix, self.given_name, self.family_name)

    @property
    def short_name(self) -> str:
        """What the village calls this person, or the given name."""
        return self.shown_as or self.given_name
