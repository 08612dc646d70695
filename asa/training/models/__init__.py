"""Workshops: projects, cohorts, quotas, who comes, what was held, and what came of it."""

from asa.training.models.activity import Going, PlannedActivity
from asa.training.models.certificate import (
    Certificate,
    CertificateCounter,
    Signer,
    SkillReminder,
)
from asa.training.models.cohort import Cohort, Quota, Registrar, Room
from asa.training.models.duty import Duty
from asa.training.models.enrolment import Attendance, Enrolment, Mark, Session, Speaker
from asa.training.models.group_work import (
    FormerGroupMinutes,
    GroupMinutes,
    GroupPoint,
    WorkGroup,
)
from asa.training.models.kit import CohortPhoto, Travel
from asa.training.models.lists import (
    BudgetRate,
    Course,
    CourseTopic,
    RefresherRule,
    ReminderRule,
    Skill,
)
from asa.training.models.paper_tests import AnswerSheet, Choice, Question, Sitting
from asa.training.models.roll import RollCallSubmission
from asa.training.models.satisfaction import (
    SatisfactionGiven,
    SatisfactionItem,
    SatisfactionSheet,
)
from asa.training.models.workshop import BudgetLine, Indicator, Workshop

__all__ = [
    "AnswerSheet",
    "Attendance",
    "BudgetLine",
    "BudgetRate",
    "Certificate",
    "CertificateCounter",
    "Choice",
    "Cohort",
    "CohortPhoto",
    "Course",
    "CourseTopic",
    "Duty",
    "Enrolment",
    "FormerGroupMinutes",
    "Going",
    "GroupMinutes",
    "GroupPoint",
    "Indicator",
    "Mark",
    "PlannedActivity",
    "Question",
    "Quota",
    "RefresherRule",
    "Registrar",
    "ReminderRule",
    "RollCallSubmission",
    "Room",
    "SatisfactionGiven",
    "SatisfactionItem",
    "SatisfactionSheet",
    "Session",
    "Signer",
    "Sitting",
    "Skill",
    "SkillReminder",
    "Speaker",
    "Travel",
    "WorkGroup",
    "Workshop",
]
