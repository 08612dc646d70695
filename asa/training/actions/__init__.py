"""Everything that changes a workshop. One function, one thing a person does."""

from asa.training.actions.certificates import (
    issue_certificates,
    reissue_certificate,
    revoke_certificate,
)
from asa.training.actions.graduates import Graduates, train_graduates
from asa.training.actions.marks import GivenMark, give_marks
from asa.training.actions.results import decide_results, follow_correction
from asa.training.actions.seats import fill_from_reserve, free_seat, take_seat
from asa.training.actions.signers import NewSigner, set_signer
from asa.training.actions.skills import add_duty, change_duty, remind_of_skills

__all__ = [
    "GivenMark",
    "Graduates",
    "NewSigner",
    "add_duty",
    "change_duty",
    "decide_results",
    "fill_from_reserve",
    "follow_correction",
    "free_seat",
    "give_marks",
    "issue_certificates",
    "reissue_certificate",
    "remind_of_skills",
    "revoke_certificate",
    "set_signer",
    "take_seat",
    "train_graduates",
]
