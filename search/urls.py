"""`/recherche/`; and, for the benchmark alone, the page that it measures against."""

import os

from django.urls import path

from search.views import results, yardstick

urlpatterns = [path("recherche/", results.search, name="search")]

if os.environ.get("BENCH_YARDSTICK") == "1":
    urlpatterns.append(path("__yardstick/", yardstick.page, name="yardstick"))
