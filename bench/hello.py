"""The least that the same stack can do: Django says hello through granian.

Its middleware is what every new project of Django starts with.
"""

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse
from django.urls import path

settings.configure(
    ROOT_URLCONF=__name__,
    SECRET_KEY="hello",  # noqa: S106 - it signs nothing
    ALLOWED_HOSTS=["127.0.0.1"],
    SESSION_ENGINE="django.contrib.sessions.backends.signed_cookies",
    MIDDLEWARE=[
        "django.middleware.security.SecurityMiddleware",
        "django.contrib.sessions.middleware.SessionMiddleware",
        "django.middleware.common.CommonMiddleware",
        "django.middleware.csrf.CsrfViewMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware",
        "django.contrib.messages.middleware.MessageMiddleware",
        "django.middleware.clickjacking.XFrameOptionsMiddleware",
    ],
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes"],
)


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("สวัสดี")


urlpatterns = [path("", hello)]
application = get_wsgi_application()
