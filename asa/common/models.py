"""What every app leans on: the journal, the access log, keys of subjects, jobs, marks."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from asa.common.codes import BatchState, JobState
from asa.common.errors import DomainError
from asa.common.fields import EncryptedTextField
from asa.common.ids import uuid7


class ChainHead(models.Model):
    """The last link of one chain; whoever writes to the chain locks this row first."""

    chain = models.CharField(max_length=20, primary_key=True)
    seq = models.BigIntegerField(default=0)
    mac = models.CharField(max_length=64, default="")

    def __str__(self) -> str:
        return f"{self.chain} {self.seq}"


class ChainedEntry(models.Model):
    """One link of a chain: who did what to which record, under which post, on which day."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    chain = models.CharField(max_length=20)
    seq = models.BigIntegerField()
    recorded_at = models.DateTimeField()
    happened_on = models.DateField()
    actor_id = models.UUIDField(null=True)
    post_id = models.UUIDField(null=True)
    verb = models.CharField(max_length=60)
    target_type = models.CharField(max_length=60)
    target_id = models.CharField(max_length=40)
    area = models.CharField(max_length=8)
    data = models.JSONField(default=dict)
    subject_id = models.UUIDField(null=True)
    ciphertext = models.BinaryField(null=True)
    mac = models.CharField(max_length=64)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.chain} {self.seq} {self.verb}"


class JournalEntry(ChainedEntry):
    """A change, written in the transaction that made it. Never changed, never deleted."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chain", "seq"], name="journal_chain_has_each_seq_once")
        ]
        indexes = [models.Index(fields=["target_id", "target_type"], name="journal_by_target")]


class AccessEntry(ChainedEntry):
    """A look at something sensitive, an export, or a refusal. Never changed, never deleted."""

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["chain", "seq"], name="access_chain_has_each_seq_once")
        ]
        indexes = [models.Index(fields=["target_id", "target_type"], name="access_by_target")]


class SubjectKey(models.Model):
    """The key that seals one person's words in the journal; without it they are unreadable."""

    subject_id = models.UUIDField(primary_key=True)
    wrapped = models.BinaryField()

    def __str__(self) -> str:
        return str(self.subject_id)


class Job(models.Model):
    """Long work that goes on while the page is closed: an import, an export."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    kind = models.CharField(max_length=60)
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=JobState, default=JobState.WAITING)
    params = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    message = models.TextField(blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    started_by_id = models.UUIDField()
    area = models.CharField(max_length=8, default="TH")
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["started_by_id", "created_at"], name="jobs_of_a_user")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=JobState.values), name="job_state_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def move_to(self, state: JobState, **changes: object) -> bool:
        """Take the job to another state or save its progress; tells whether this call did it."""
        before = {
            JobState.WAITING: [JobState.RUNNING],
            JobState.RUNNING: [JobState.WAITING, JobState.RUNNING],
        }.get(state, [JobState.RUNNING, JobState.WAITING])
        moved = Job.objects.filter(pk=self.pk, state__in=before).update(state=state, **changes)
        self.refresh_from_db()
        return bool(moved)


class Mark(models.Model):
    """A word about this installation as a whole, such as "demo"."""

    name = models.CharField(_("Name"), max_length=40, primary_key=True)
    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.name


class KnownHeading(models.Model):
    """What a heading of the lists of a province means, since somebody there said so."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # The kind of list, as its jobs are called: "volunteers.import".
    kind = models.CharField(max_length=60)
    # Whose lists: a province, or TH for those of the whole country.
    area = models.CharField(max_length=8)
    # The heading without spaces and punctuation, and as it stood in the file.
    heading = models.CharField(max_length=120)
    written = models.CharField(max_length=120)
    # The key of the column that it means; "" for a column that is not read.
    column = models.CharField(max_length=40, blank=True)
    said_by_id = models.UUIDField()
    said_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "area", "heading"], name="a_heading_means_one_thing_in_a_province"
            )
        ]

    def __str__(self) -> str:
        return f"{self.written}: {self.column or '–'}"


class ImportBatch(models.Model):
    """A list that was written into a register, as one act that can be taken back as one."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    # The kind of list, as its jobs are called: "volunteers.import".
    kind = models.CharField(max_length=60)
    # For which place: a province, or TH for a list of the whole country.
    area = models.CharField(max_length=8)
    name = models.CharField(max_length=120)
    state = models.CharField(max_length=10, choices=BatchState, default=BatchState.WRITTEN)
    created = models.PositiveIntegerField()
    updated = models.PositiveIntegerField()
    by_id = models.UUIDField()
    # After the last line of the journal that tells of it: later lines are of somebody else.
    written_at = models.DateTimeField()
    taken_back_by_id = models.UUIDField(null=True)
    taken_back_at = models.DateTimeField(null=True)
    reason = EncryptedTextField(purpose="import_batch", null=True)
    removed = models.PositiveIntegerField(default=0)
    returned = models.PositiveIntegerField(default=0)
    kept = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [models.Index(fields=["area", "kind", "written_at"], name="batches_of_a_place")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=BatchState.values), name="batch_state_is_known"
            )
        ]

    def __str__(self) -> str:
        return self.name

    def move_to(self, **changes: object) -> None:
        """Take it back, once: of two who try, the second is told no."""
        same = ImportBatch.objects.filter(pk=self.pk, state=BatchState.WRITTEN)
        moved = same.update(state=BatchState.TAKEN_BACK, **changes)
        self.refresh_from_db()
        if not moved:
            raise DomainError(_("This import has been taken back already."))


class ImportPart(models.Model):
    """What some rows of a list did: the keys of new records, and former values; sealed."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="parts")
    number = models.PositiveIntegerField()
    sealed = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="part_of_a_batch_once")
        ]

    def __str__(self) -> str:
        return f"{self.batch_id} {self.number}"
