"""What tests of the office's pages do: open one as somebody, and read its words."""

from django.test import Client
from django.urls import reverse


def signed_in(user, language="en"):
    client = Client(headers={"accept-language": language})
    client.force_login(user)
    client.cookies["asa_language"] = language
    return client


def url(name, thing=None):
    return reverse(f"cases:{name}", args=[thing.pk] if thing is not None else [])


def day(date):
    return f"{date.day}/{date.month}/{date.year}"


def page(user, name, thing=None, **query):
    return signed_in(user).get(url(name, thing), query)


def words(answer):
    return answer.content.decode()
