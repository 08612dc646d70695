"""What the product tells people: one row for each person and message."""

from django.db import models

from asa.common.fields import EncryptedTextField
from asa.common.ids import uuid7
from asa.notices.codes import Channel, NoticeState
from asa.people.models import User


class Notice(models.Model):
    """One message to one person; its words come from its kind, without anybody's name."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=60)
    params = models.JSONField(default=dict)
    # The one thing that is said in somebody's own words: why something was refused.
    reason = EncryptedTextField(null=True, blank=True)
    # A path inside the product; the page behind it decides again who may see it.
    link = models.CharField(max_length=200, blank=True)
    channel = models.CharField(max_length=8, choices=Channel, default=Channel.APP)
    state = models.CharField(max_length=8, choices=NoticeState, default=NoticeState.SENT)
    area = models.CharField(max_length=8)
    created_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["user", "read_at", "created_at"], name="notices_of_user")]

    def __str__(self) -> str:
        return f"{self.kind} {self.user_id}"
