from django.db import models

from asa.common.fields import EncryptedTextField
from asa.common.ids import uuid7
from asa.people.codes import Outcome
from asa.people.models.user import User


class SignInAttempt(models.Model):
    """One try to sign in: by which account (hashed), from which address, and what came of it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # A keyed hash of the user, or of what was typed where there is no such user.
    account = models.CharField(max_length=64)
    # A device that signed in to this account before is counted for itself.
    device = models.CharField(max_length=36, blank=True)
    address = models.GenericIPAddressField()
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.FAILED)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["account", "at"], name="attempt_by_account"),
            models.Index(fields=["address", "at"], name="attempt_by_address"),
            models.Index(fields=["at"], name="attempt_by_age"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(outcome__in=Outcome.values), name="attempt_outcome_is_known"
            )
        ]

    def __str__(self) -> str:
        return f"{self.outcome} {self.at:%Y-%m-%d %H:%M}"

    def move_to(self, outcome: Outcome) -> None:
        """Say what came of the try."""
        SignInAttempt.objects.filter(pk=self.pk).update(outcome=outcome)
        self.outcome = outcome


class ActivationCode(models.Model):
    """A code that a coordinator hands over so that a person sets a password; works once."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="activation_codes")
    # A keyed hash: who reads the table cannot use what stands in it.
    code_hash = models.CharField(max_length=64)
    made_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    # A newer code, or the end of the account, makes an older code worthless.
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["user", "expires_at"], name="codes_of_a_user")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.made_at:%Y-%m-%d %H:%M}"

    def move_to(self, **changes: object) -> bool:
        """Change the code if it is still unused; of two people at once one is told no."""
        unused = ActivationCode.objects.filter(
            pk=self.pk, used_at__isnull=True, withdrawn_at__isnull=True
        )
        return bool(unused.update(**changes))


class KeptForm(models.Model):
    """What a person typed when the sign-in had ended, kept sealed until the same person is back."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="kept_forms")
    path = models.CharField(max_length=500)
    # Where the form stood, if it was sent to another address.
    back = models.CharField(max_length=500)
    content = EncryptedTextField(purpose="kept_form")
    had_files = models.BooleanField(default=False)
    kept_at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["user", "kept_at"], name="kept_forms_of_a_user")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.path}"
