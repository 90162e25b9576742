"""`make run`, `make dev` and the demonstration: served the way production is.

The only settings that may move the clock (`CLOCK_OFFSET_DAYS`).
"""

import secrets

from config.settings.base import *  # noqa: F403
from config.settings.base import PROCESS_CACHES, SITE_URL, env, huey_config, setting
from config.settings.database import database_url, databases

DEBUG = setting(env.bool, "DJANGO_DEBUG", False)
# Generated once by the supervisor, and read here by a lone command.
_kept = VAR_DIR / "secret_key"
SECRET_KEY = (
    setting(env.str, "SECRET_KEY", "")
    or (_kept.read_text(encoding="utf-8").strip() if _kept.exists() else "")
    or secrets.token_urlsafe(50)
)
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", "testserver"]
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CLOCK_OFFSET_DAYS = setting(env.int, "CLOCK_OFFSET_DAYS", 0)
IS_DEMO = True

_url = database_url()
DATABASES = databases(_url)
HUEY = huey_config(_url)
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "django_cache",
    },
    **PROCESS_CACHES,
}
