"""The suite: real PostgreSQL, tasks run at once, cheap passwords, no network."""

import os

from config.settings.base import *  # noqa: F403
from config.settings.base import INSTALLED_APPS, TEMPLATES, huey_config
from config.settings.database import database_url, databases

SECRET_KEY = "for-tests-only-" + "x" * 50
ALLOWED_HOSTS = ["*"]
IS_DEMO = True
SITE_URL = "http://testserver"

_url = database_url()
DATABASES = databases(_url)
DATABASES["default"]["CONN_MAX_AGE"] = 0
# Two runs of the suite at once each have their own.
DATABASES["default"]["TEST"] = {"NAME": f"test_aux_actes_{os.getpid()}"}
HUEY = huey_config(_url, immediate=True)
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
CACHES = {
    name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
    for name in ("default", "counts", "pages")
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
INSTALLED_APPS = [*INSTALLED_APPS, "zeal"]
# A variable that does not exist shows itself: the strict client looks for it.
TEMPLATES[0]["OPTIONS"]["string_if_invalid"] = "‼%s‼"
# Files are found where they are written: no collectstatic before a test.
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True
STATIC_ROOT = None  # type: ignore[assignment]
