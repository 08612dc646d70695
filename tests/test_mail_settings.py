"""By what e-mail goes out, as the few variables of the environment say."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.mail import mail_settings

FOLDER = Path("mail")


def settings_of(url, *keys):
    return mail_settings(url, folder=FOLDER, keys=list(keys))


def test_on_a_laptop_it_lies_in_a_folder():
    found = settings_of("folder:")
    assert found["EMAIL_BACKEND"] == "django.core.mail.backends.filebased.EmailBackend"
    assert found["EMAIL_FILE_PATH"] == "mail"


def test_without_an_address_nothing_goes_out():
    assert settings_of("")["EMAIL_BACKEND"] == "django.core.mail.backends.dummy.EmailBackend"


@pytest.mark.parametrize(
    ("url", "port", "tls", "ssl"),
    [
        ("smtp://mail.example", 25, False, False),
        ("smtp+tls://asa:s%40fe@mail.example", 587, True, False),
        ("smtps://asa:s%40fe@mail.example:4650", 4650, False, True),
    ],
)
def test_a_mail_server_is_named_by_an_address(url, port, tls, ssl):
    found = settings_of(url)
    assert (found["EMAIL_HOST"], found["EMAIL_PORT"]) == ("mail.example", port)
    assert (found["EMAIL_USE_TLS"], found["EMAIL_USE_SSL"]) == (tls, ssl)
    assert found["EMAIL_HOST_PASSWORD"] == ("s@fe" if "@mail" in url else "")


def test_a_service_of_anymail_is_named_with_its_keys():
    found = settings_of(
        "anymail:mailgun", "MAILGUN_API_KEY=a=b", "MAILGUN_SENDER_DOMAIN=asa.example"
    )
    assert found["EMAIL_BACKEND"] == "anymail.backends.mailgun.EmailBackend"
    assert found["ANYMAIL"] == {"MAILGUN_API_KEY": "a=b", "MAILGUN_SENDER_DOMAIN": "asa.example"}


@pytest.mark.parametrize("url", ["mail.example", "http://mail.example", "smtp://", "anymail:a.b"])
def test_what_names_nothing_stops_the_start(url):
    with pytest.raises(ImproperlyConfigured):
        settings_of(url)


def test_keys_have_names():
    with pytest.raises(ImproperlyConfigured):
        settings_of("anymail:mailgun", "secret")
