"""What every environment shares. Values that differ come from the environment.

A missing or wrong variable stops the start with one line that names it (`setting`).
"""

import re
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import holidays
from environs import Env, EnvError

from config import ROOT

env = Env()


def setting(read: Callable[..., Any], name: str, *args: Any, **kwargs: Any) -> Any:
    """Read one variable of the environment or stop the start, naming it in one line."""
    try:
        return read(name, *args, **kwargs)
    except (EnvError, ValueError) as error:
        reason = str(error).splitlines()[0]
        sys.exit(f"Réglage manquant ou incorrect : {name} ({reason}).")


BASE_DIR: Path = ROOT
VAR_DIR = BASE_DIR / "var"
DEBUG = False

SITE_NAME = "Aux actes, Citoyens !"
SITE_URL = setting(env.str, "SITE_URL", "http://localhost:8000").rstrip("/")
WAGTAIL_SITE_NAME = SITE_NAME
WAGTAILADMIN_BASE_URL = SITE_URL

INSTALLED_APPS = [
    "home.apps.HomeConfig",
    "search.apps.SearchConfig",
    "circuits.apps.CircuitsConfig",
    "participation.apps.ParticipationConfig",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "participation.people_app.PeopleConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "wagtail_modeladmin",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "huey.contrib.djhuey",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "home.middleware.HeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "participation.middleware.SecondFactorMiddleware",
    "home.middleware.ExpiredSessionMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "home.context_processors.page",
            ],
            # `piece` stands for `include … only` wherever a page has many of them.
            "builtins": ["participation.templatetags.pieces"],
        },
    },
]

AUTH_USER_MODEL = "participation.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
AUTH_PASSWORD_VALIDATORS[1]["OPTIONS"] = {"min_length": 12}  # type: ignore[assignment]

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français")]
TIME_ZONE = "Europe/Paris"
USE_I18N = True
USE_TZ = True
WAGTAIL_I18N_ENABLED = False
WAGTAILADMIN_PERMITTED_LANGUAGES = [("fr", "Français")]
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# In each process: in a database they would be written at nearly each page.
PROCESS_CACHES = {
    name: {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": name,
        "TIMEOUT": seconds,
    }
    # Of two acts at once, the one that ends last may have the lower event: what was
    # counted between them is wrong for a minute at most.
    for name, seconds in {"renditions": 600, "counts": 60, "pages": 60}.items()
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 12
CSRF_FAILURE_VIEW = "home.views.errors.csrf_failure"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"

# Everything the public sees is ours: no third host, no inline code.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
        "object-src": ["'none'"],
    }
}
# Wagtail's editor needs inline code (wagtail#1288); only the Agence enters it.
ADMIN_CONTENT_SECURITY_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "script-src": ["'self'", "'unsafe-inline'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
    "frame-src": ["'self'"],
    "frame-ancestors": ["'self'"],
}

# Days as the town writes them, in the forms of the back office too.
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
# Wagtail: what it would do on its own and must not do here (circuits.md 11).
WAGTAIL_FINISH_WORKFLOW_ACTION = "circuits.finish.finish_circuit"
WAGTAIL_WORKFLOW_CANCEL_ON_PUBLISH = False
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = False
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAIL_AUTOSAVE_INTERVAL = 0
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
# Shared passwords are stored in clear (reference/security.md 5).
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS = {"SHARED_PASSWORD": False}
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILADMIN_LOGIN_URL = "/connexion/"
WAGTAIL_FRONTEND_LOGIN_URL = "/connexion/"
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["gif", "jpg", "jpeg", "png", "webp"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = ["pdf", "odt", "ods", "docx", "xlsx", "csv", "txt"]
WAGTAILSEARCH_BACKENDS = {
    "default": {
        "BACKEND": "wagtail.search.backends.database",
        "SEARCH_CONFIG": "french",
    }
}

# Sign-in (architecture.md 2): one-time code for all, password + TOTP for the Agence.
LOGIN_URL = "/connexion/"
LOGIN_REDIRECT_URL = "/espace/"
ACCOUNT_ADAPTER = "participation.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
# Six digits and five tries for each code: few codes keep guessing hopeless.
# And nobody tries links at random for long (`circuits.views.mail_links`).
ACCOUNT_RATE_LIMITS = {
    "request_login_code": "20/m/ip,3/m/key,10/h/key",
    "mail_link": "30/m/ip",
    "poster": "30/m/ip",
    # Nobody fills somebody else's mailbox with requests to confirm.
    "follow": "20/m/ip,3/m/key,10/h/key",
}
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
MFA_ADAPTER = "participation.accounts.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = SITE_NAME

# Every mail is a row first (architecture.md 2): account mails go through the same outbox.
EMAIL_BACKEND = "participation.outbox.OutboxBackend"
DEFAULT_FROM_EMAIL = setting(
    env.str,
    "DEFAULT_FROM_EMAIL",
    f'"Aux actes, Citoyens !" <ne-pas-repondre@{urlsplit(SITE_URL).hostname}>',
)
# Empty: mails stay in the register of the back office, where they are read.
EMAIL_URL = setting(env.str, "EMAIL_URL", "")
if EMAIL_URL and not re.match(r"(smtps?|submission)://[^/]+", EMAIL_URL):
    sys.exit("Réglage manquant ou incorrect : EMAIL_URL (smtp://hôte:port attendu).")

# The envelope's sender, to which servers return what they refuse; empty: the sender.
BOUNCE_ADDRESS = setting(env.str, "BOUNCE_ADDRESS", "")
# Where those returns are read; empty: nowhere.
BOUNCE_MAILBOX_URL = setting(env.str, "BOUNCE_MAILBOX_URL", "")
if BOUNCE_MAILBOX_URL and not re.match(r"imaps?://[^/@]+@[^/]+", BOUNCE_MAILBOX_URL):
    sys.exit(
        "Réglage manquant ou incorrect : BOUNCE_MAILBOX_URL (imaps://nom:mot@hôte attendu)."
    )
# Which installation this is; empty: a file of var/, made at the first mail.
INSTANCE_ID = setting(env.str, "INSTANCE_ID", "")
# Who repairs the platform; empty: the Agence, which passes on what it is told.
OPERATOR_EMAIL = setting(env.str, "OPERATOR_EMAIL", "")

DJANGO_TASKS_BACKEND = "huey.contrib.djhuey.tasks_backend.HueyBackend"
TASKS = {"default": {"BACKEND": DJANGO_TASKS_BACKEND, "ENQUEUE_ON_COMMIT": True}}

HOLIDAYS_SUBDIVISION = setting(env.str, "HOLIDAYS_SUBDIVISION", "6AE")
try:
    holidays.country_holidays("FR", subdiv=HOLIDAYS_SUBDIVISION, years=2026)
except NotImplementedError:
    sys.exit("Réglage manquant ou incorrect : HOLIDAYS_SUBDIVISION (inconnue en France).")
# Only local settings may move the platform's « today » (circuits.md 13, P21).
CLOCK_OFFSET_DAYS = 0
IS_DEMO = False

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    # Whoever reads the log could else open the links of other people's mails.
    "filters": {"links": {"()": "participation.masking.MaskLinks"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["links"],
        }
    },
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        # Huey adds a handler of its own unless it finds one.
        "huey": {"level": "WARNING", "handlers": ["console"], "propagate": False},
        "modelsearch": {"level": "WARNING"},
        # One line a table of the font, at each poster.
        "fontTools": {"level": "WARNING"},
        "django_tasks": {"level": "WARNING"},
    },
}


def huey_config(database_url: str, *, immediate: bool = False) -> dict[str, Any]:
    """Huey on PostgreSQL; on Redis when the town has one (`HUEY_REDIS_URL`)."""
    redis_url = setting(env.str, "HUEY_REDIS_URL", "")
    shared = {"name": "aux-actes", "immediate": immediate, "utc": True}
    consumer = {"workers": 2, "worker_type": "process"}
    if immediate:
        return {"huey_class": "huey.MemoryHuey", **shared}
    if redis_url and find_spec("redis") is None:
        sys.exit("Réglage manquant ou incorrect : HUEY_REDIS_URL (paquet redis absent).")
    if redis_url:
        return {
            "huey_class": "huey.PriorityRedisHuey",
            "connection": {"url": redis_url},
            "consumer": consumer,
            **shared,
        }
    dsn = setting(env.str, "HUEY_DATABASE_URL", "") or database_url
    return {
        "huey_class": "huey.PostgresHuey",
        # Its tables are made by a migration: two processes that start together would
        # both make them, and one would not start (docs/adr/0004).
        "connection": {"dsn": dsn, "create_tables": False},
        "consumer": consumer,
        **shared,
    }
