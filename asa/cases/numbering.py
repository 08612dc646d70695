"""Numbers of cases: running by province and fiscal year, or random for a protected one."""

import secrets
from datetime import date

from asa.cases.models import Case, CaseNumber
from asa.common.thaidate import fiscal_year

# What is easily misread aloud or on paper is left out: 0 and O, 1 and I.
LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"


def next_case_number(province: str, on: date) -> str:
    """The next number of a province: 86-70-00412. Call inside a transaction: it locks the row."""
    year = fiscal_year(on)
    CaseNumber.objects.get_or_create(province=province, fiscal_year_be=year)
    counter = CaseNumber.objects.select_for_update().get(province=province, fiscal_year_be=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return f"{province}-{year % 100:02d}-{counter.last:05d}"


def protected_code() -> str:
    """A random code such as 7Q4M-2K9P, which tells nothing of place, year or order."""
    while True:
        letters = "".join(secrets.choice(LETTERS) for _place in range(8))
        code = f"{letters[:4]}-{letters[4:]}"
        if not Case.objects.filter(number=code).exists():
            return code
