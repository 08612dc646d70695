import pytest

from asa.people.codes import Role
from asa.people.tests.factories import make_user


@pytest.fixture
def keeper():
    """Who keeps the workshops of the country."""
    return make_user(Role.DEPARTMENT_OFFICER, "TH")


@pytest.fixture
def officer():
    """Who names people of a province for workshops."""
    return make_user(Role.PROVINCE_OFFICER, "86")
