import pytest

from asa.cards.tests.factories import make_issuer
from asa.people.codes import Role
from asa.people.tests.factories import make_user


@pytest.fixture
def officer():
    return make_user(Role.PROVINCE_OFFICER, "86")


@pytest.fixture
def department():
    return make_user(Role.DEPARTMENT_OFFICER, "TH")


@pytest.fixture(autouse=True)
def issuer(db):
    """The issuer that `asa prepare` brings."""
    return make_issuer()
