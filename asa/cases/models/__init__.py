"""Cases: one need of one household, from the day it is found until it is settled."""

from asa.cases.models.aid import AidRequest, ApprovalMemo, MoneyReturn, Payment
from asa.cases.models.case import (
    Case,
    CaseNumber,
    CaseOpinion,
    CaseReturn,
    CaseTeamMember,
    FactFinding,
    ReturnItem,
)
from asa.cases.models.lists import (
    AidProgramme,
    AppealTerm,
    CheckStep,
    DutyShift,
    Problem,
    ProblemArea,
    ProtectionTeamMember,
    ServiceTime,
)
from asa.cases.models.referral import Referral

__all__ = [
    "AidProgramme",
    "AidRequest",
    "AppealTerm",
    "ApprovalMemo",
    "Case",
    "CaseNumber",
    "CaseOpinion",
    "CaseReturn",
    "CaseTeamMember",
    "CheckStep",
    "DutyShift",
    "FactFinding",
    "MoneyReturn",
    "Payment",
    "Problem",
    "ProblemArea",
    "ProtectionTeamMember",
    "Referral",
    "ReturnItem",
    "ServiceTime",
]
