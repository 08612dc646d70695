"""Fields of models that the kit adds to Django's own."""

from typing import Any

from django.core.exceptions import FieldError
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models.expressions import Expression
from django.db.models.lookups import IsNull, Lookup
from django.utils.encoding import force_str

from asa.common import crypto


class EncryptedTextField(models.Field[str | None, str | None]):
    """Text that the database holds only as ciphertext and Python sees as text.

    It can be asked whether it is empty (isnull) and nothing else; to find a value again, keep
    `crypto.blind_index` beside it. `purpose` binds the ciphertext to its place, so that it cannot
    be moved to another column.
    """

    description = "Encrypted text"

    def __init__(self, *args: Any, purpose: str = "", **kwargs: Any) -> None:
        self.purpose = purpose
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        if self.purpose:
            kwargs["purpose"] = self.purpose
        return name, path, args, kwargs

    def get_internal_type(self) -> str:
        return "BinaryField"

    def to_python(self, value: Any) -> str | None:
        return value if value is None else force_str(value)

    def get_db_prep_value(
        self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False
    ) -> Any:
        value = super().get_db_prep_value(value, connection, prepared)
        if value is None or isinstance(value, Expression):
            return value
        return crypto.encrypt(force_str(value).encode(), self.purpose.encode())

    def from_db_value(
        self, value: Any, expression: Any, connection: BaseDatabaseWrapper
    ) -> str | None:
        if value is None:
            return None
        return crypto.decrypt(bytes(value), self.purpose.encode()).decode()

    def get_lookup(self, lookup_name: str) -> type[Lookup[Any]] | None:
        if lookup_name != "isnull":
            raise FieldError(
                f"{self.name} is encrypted: it can be asked for isnull only, not {lookup_name}."
            )
        return IsNull

    def value_to_string(self, obj: models.Model) -> str:
        return force_str(self.value_from_object(obj) or "")
