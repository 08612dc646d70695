"""Workshops: projects, cohorts, quotas, who comes, what was held, and what came of it."""

from asa.training.models.certificate import (
    Certificate,
    CertificateCounter,
    Signer,
    SkillReminder,
)
from asa.training.models.cohort import Cohort, Quota, Registrar, Room
from asa.training.models.duty import Duty
from asa.training.models.enrolment import Attendance, Enrolment, Mark, Session, Speaker
from asa.training.models.kit import Travel
from asa.training.models.lists import BudgetRate, Course, CourseTopic, Skill
from asa.training.models.roll import RollCallSubmission
from asa.training.models.workshop import BudgetLine, Workshop

__all__ = [
    "Attendance",
    "BudgetLine",
    "BudgetRate",
    "Certificate",
    "CertificateCounter",
    "Cohort",
    "Course",
    "CourseTopic",
    "Duty",
    "Enrolment",
    "Mark",
    "Quota",
    "Registrar",
    "RollCallSubmission",
    "Room",
    "Session",
    "Signer",
    "Skill",
    "SkillReminder",
    "Speaker",
    "Travel",
    "Workshop",
]
