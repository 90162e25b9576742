"""Addresses without an editor: probes, images, plan of the site."""

from django.urls import path

from home.views import health, media, site_map, style

urlpatterns = [
    path("livez", health.livez, name="livez"),
    path("readyz", health.readyz, name="readyz"),
    path("media/<path:path>", media.rendition, name="media"),
    path("plan-du-site/", site_map.site_map, name="site_map"),
    path("style/", style.style, name="style"),
]
