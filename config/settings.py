"""One file of settings. Every ASA_* variable has a default that works on a laptop."""

from typing import Any

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from config import environment as env
from config.mail import FOLDER, mail_settings

BASE_DIR = env.BASE_DIR
ASA_MODE = env.one_of("ASA_MODE", ("laptop", "production"))
IN_PRODUCTION = ASA_MODE == "production"
DEBUG = False

# Everything that a running Asa writes lies in one folder.
ASA_DATA_DIR = (BASE_DIR / env.text("ASA_DATA_DIR", "var")).resolve()
ASA_KEY_FILE = env.text("ASA_KEY_FILE", str(ASA_DATA_DIR / "keys.json"))
ASA_HOST = env.text("ASA_HOST", "127.0.0.1")
ASA_PORT = env.number("ASA_PORT", 8000)
ASA_WEB_WORKERS = env.number("ASA_WEB_WORKERS", 2)
ASA_PROVINCE = env.text("ASA_PROVINCE", "86")

SECRET_KEY_FILE = ASA_DATA_DIR / "secret.txt"


def _secret_key() -> str:
    """The signing key: of the environment, or the laptop's own file, made on first use."""
    if key := env.text("ASA_SECRET_KEY"):
        return key
    if IN_PRODUCTION:
        raise ImproperlyConfigured("ASA_SECRET_KEY must be set in production.")
    if not SECRET_KEY_FILE.exists():
        import secrets  # noqa: PLC0415 - only a first start needs it

        ASA_DATA_DIR.mkdir(parents=True, exist_ok=True)
        SECRET_KEY_FILE.touch(mode=0o600)
        SECRET_KEY_FILE.write_text(secrets.token_urlsafe(50))
    return SECRET_KEY_FILE.read_text().strip()


SECRET_KEY = _secret_key()
ALLOWED_HOSTS = env.words("ASA_ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = env.words("ASA_TRUSTED_ORIGINS", "")

INSTALLED_APPS = [
    "asa.home",
    "asa.cases",
    "asa.knowledge",
    "asa.coverage",
    "asa.reverification",
    "asa.training",
    "asa.handover",
    "asa.tasks",
    "asa.households",
    "asa.centres",
    "asa.cards",
    "asa.applications",
    "asa.partners",
    "asa.volunteers",
    "asa.notices",
    "asa.people",
    "asa.places",
    "asa.common",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "asa.common.middleware.AnsweredAgainMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "asa.common.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "asa.common.middleware.ReadOnlyGetMiddleware",
    "asa.people.middleware.PostMiddleware",
    "asa.common.middleware.RefusedMethodMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "asa.common.context.page",
            ],
        },
    },
]

# --- Data -------------------------------------------------------------------------------------
# A file of SQLite in the data folder, until ASA_DATABASE_URL names a PostgreSQL.
# An import writes 8 MB at once: the log of changes may grow to 16 before they are carried over.
SQLITE_OPTIONS: dict[str, Any] = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536;"
        "PRAGMA foreign_keys=ON; PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=4000;"
    ),
}


def _database() -> dict[str, Any]:
    url = env.text("ASA_DATABASE_URL", f"sqlite:///{ASA_DATA_DIR / 'asa.sqlite3'}")
    found: dict[str, Any] = dict(dj_database_url.parse(url, conn_max_age=None))
    if found["ENGINE"].endswith("sqlite3"):
        found["OPTIONS"] = SQLITE_OPTIONS
    else:
        found["CONN_HEALTH_CHECKS"] = True
    return found


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# --- People -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["asa.people.backends.PasswordBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 8},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "people:sign_in"
LOGIN_REDIRECT_URL = "home:first"
LOGOUT_REDIRECT_URL = "people:sign_in"
ASA_SECOND_FACTOR = env.one_of(
    "ASA_SECOND_FACTOR", ("required", "offered") if IN_PRODUCTION else ("offered", "required")
)
if IN_PRODUCTION and ASA_SECOND_FACTOR != "required":
    raise ImproperlyConfigured("ASA_SECOND_FACTOR must be 'required' in production.")
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_ADAPTER = "asa.people.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_EMAIL_VERIFICATION = "none"
# Tries are counted in the database (asa.people.actions.Throttle), not in each worker's memory.
ACCOUNT_RATE_LIMITS = False
ACCOUNT_FORMS = {"reauthenticate": "asa.people.forms.ReauthenticateForm"}
MFA_ADAPTER = "asa.people.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "asa.people.forms.AuthenticateForm",
    "activate_totp": "asa.people.forms.EnrolForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
# The clock of a telephone may be half a minute off; each code opens only once.
MFA_TOTP_TOLERANCE = 1

# Only behind our own proxy is the address heard that it forwards.
ASA_BEHIND_PROXY = env.text("ASA_BEHIND_PROXY") == "yes"

# --- Sessions and the browser -------------------------------------------------------------------
SESSION_ENGINE = "asa.common.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "asa.common.views.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if IN_PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SECURE_SSL_REDIRECT = True
    if ASA_BEHIND_PROXY:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "connect-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF],
        "media-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# --- Words and files ------------------------------------------------------------------------------
LANGUAGE_CODE = "th"
LANGUAGES = [("th", "ไทย"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Bangkok"

# Where the public reaches Asa; it stands in the QR of each card and lasts as long as the card.
ASA_PUBLIC_ADDRESS = env.text(
    "ASA_PUBLIC_ADDRESS",
    f"https://{(ALLOWED_HOSTS or ['localhost'])[0].lstrip('.')}"
    if IN_PRODUCTION
    else f"http://{ASA_HOST}:{ASA_PORT}",
).rstrip("/")

# The digits on memos and other papers; codes and citizen ids stay Arabic, as do all pages.
ASA_PAPER_DIGITS = env.one_of("ASA_PAPER_DIGITS", ("thai", "arabic"))

# --- E-mail ---------------------------------------------------------------------------------------
# On a laptop e-mail lies in a folder; in production there is none until somebody says by what.
ASA_EMAIL_URL = env.text("ASA_EMAIL_URL", "" if IN_PRODUCTION else FOLDER)
ASA_EMAIL_FROM = env.text("ASA_EMAIL_FROM", "" if IN_PRODUCTION else "asa@localhost")
if ASA_EMAIL_URL and not ASA_EMAIL_FROM:
    raise ImproperlyConfigured("ASA_EMAIL_FROM must name the sender of e-mail.")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ASA_EMAIL_FROM or "asa@localhost"
_MAIL = mail_settings(
    ASA_EMAIL_URL, folder=ASA_DATA_DIR / "mail", keys=env.words("ASA_EMAIL_KEYS", "")
)
globals().update(_MAIL)

STATIC_URL = "static/"
STATIC_ROOT = ASA_DATA_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_codes": {"()": "asa.common.logs.WithoutCodes"}},
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["without_codes"],
        }
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}
SILENCED_SYSTEM_CHECKS: list[str] = []
