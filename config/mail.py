"""How e-mail goes out, from the few ASA_EMAIL_* variables to the settings of Django and anymail."""

from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

FOLDER = "folder:"
PORTS = {"smtp": 25, "smtp+tls": 587, "smtps": 465}
WRONG = (
    "ASA_EMAIL_URL must be folder:, smtp://, smtp+tls:// or smtps:// with user, password and host,"
    " or anymail: with the name of a service, such as anymail:mailgun."
)


def mail_settings(url: str, *, folder: Path, keys: list[str]) -> dict[str, Any]:
    """The settings for an address of ASA_EMAIL_URL; empty sends nothing.

    keys: what a service of anymail needs, such as MAILGUN_API_KEY=….
    """
    if url in ("", FOLDER):
        backend = "dummy" if not url else "filebased"
        return {**_by(f"django.core.mail.backends.{backend}"), "EMAIL_FILE_PATH": str(folder)}
    if url.startswith("anymail:"):
        service = url.removeprefix("anymail:").lower()
        if not service.replace("_", "").isalnum():
            raise ImproperlyConfigured(WRONG)
        return {**_by(f"anymail.backends.{service}"), "ANYMAIL": _named(keys)}
    parts = urlsplit(url)
    if parts.scheme not in PORTS or not parts.hostname:
        raise ImproperlyConfigured(WRONG)
    return _server(parts, parts.hostname)


def _by(module: str) -> dict[str, Any]:
    return {"EMAIL_BACKEND": f"{module}.EmailBackend"}


def _server(parts: SplitResult, host: str) -> dict[str, Any]:
    return {
        **_by("django.core.mail.backends.smtp"),
        "EMAIL_HOST": host,
        "EMAIL_PORT": parts.port or PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 20,
    }


def _named(keys: list[str]) -> dict[str, str]:
    if not all("=" in key for key in keys):
        raise ImproperlyConfigured("ASA_EMAIL_KEYS must be NAME=value, several with a comma.")
    return dict(key.split("=", 1) for key in keys)
