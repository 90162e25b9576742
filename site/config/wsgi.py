"""The door for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

from config.patience import Patience

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.production")

application = Patience(get_wsgi_application())
