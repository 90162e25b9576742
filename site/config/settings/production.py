"""What a town runs: everything secret or local comes from the environment."""

import sys

from config.settings.base import *  # noqa: F403
from config.settings.base import PROCESS_CACHES, SITE_URL, env, huey_config, setting
from config.settings.database import databases

SECRET_KEY = setting(env.str, "SECRET_KEY")
if len(SECRET_KEY) < 50:
    sys.exit("Réglage manquant ou incorrect : SECRET_KEY (50 caractères au moins).")
ALLOWED_HOSTS = setting(env.list, "ALLOWED_HOSTS")
if not SITE_URL.startswith("https://"):
    sys.exit("Réglage manquant ou incorrect : SITE_URL (adresse https:// attendue).")
CSRF_TRUSTED_ORIGINS = [SITE_URL]

_url = setting(env.str, "DATABASE_URL")
DATABASES = databases(_url)
HUEY = huey_config(_url)
EMAIL_URL = setting(env.str, "EMAIL_URL")
CACHES = {
    "default": setting(env.dj_cache_url, "CACHE_URL", "")
    if env.str("CACHE_URL", "")
    else {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
    },
    **PROCESS_CACHES,
}

SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# Sign-in is throttled by address: the proxy in front says whose it is.
ALLAUTH_TRUSTED_PROXY_COUNT = setting(env.int, "TRUSTED_PROXY_COUNT", 1)
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
