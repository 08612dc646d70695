"""How the product itself keeps passwords, whatever the other tests do to be quick."""

from django.contrib.auth.hashers import make_password
from django.test import override_settings

from config import settings as product


def test_passwords_are_kept_by_argon2id_with_the_work_that_django_asks_for():
    with override_settings(PASSWORD_HASHERS=product.PASSWORD_HASHERS):
        assert make_password("มะม่วงหน้าฝน 44").startswith("argon2$argon2id$v=19$m=102400,t=2,p=8$")
