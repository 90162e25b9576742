"""The addresses of the circuits: public pages, then the members' space."""

from django.urls import path

from circuits.views import acts, public, space

urlpatterns = [
    path("demandes/", public.requests, name="requests"),
    path("dossiers/<slug:reference>/", public.dossier, name="dossier"),
    path("espace/", space.home, name="space"),
    path("espace/demandes/nouvelle/", space.new, name="space_new"),
    path("espace/dossiers/<uuid:uuid>/", space.dossier, name="space_dossier"),
    path("espace/dossiers/<uuid:uuid>/modifier/", space.edit, name="space_edit"),
    path("espace/dossiers/<uuid:uuid>/deposee/", space.deposited, name="space_deposited"),
    path("espace/dossiers/<uuid:uuid>/<slug:slug>/", acts.act, name="space_act"),
]
