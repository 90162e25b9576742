"""The addresses of the circuits: public pages, links of mails, then the members' space."""

from django.urls import path

from circuits.views import (
    absences,
    acts,
    documents,
    drafts,
    feeds,
    follow,
    mail_links,
    offer_drafts,
    offers,
    poster,
    public,
    space,
)

urlpatterns = [
    path("compte/absences/", absences.absences, name="account_absences"),
    path("compte/absences/<int:pk>/terminer/", absences.end, name="account_absence_end"),
    path("demandes/", public.requests, name="requests"),
    path("offres/", offers.offers, name="offers"),
    path("flux/dossiers.atom", feeds.everything, name="feed_dossiers"),
    path("conseils/<slug:slug>/flux.atom", feeds.council, name="feed_council"),
    path("dossiers/<slug:reference>/", public.dossier, name="dossier"),
    path("dossiers/<slug:reference>/flux.atom", feeds.dossier, name="feed_dossier"),
    path("dossiers/<slug:reference>/affiche.pdf", poster.poster, name="poster"),
    path("dossiers/<slug:reference>/suivre/", follow.dossier, name="follow_dossier"),
    path("conseils/<slug:slug>/suivre/", follow.council, name="follow_council"),
    path("abonnement/<str:signed>/", follow.confirm, name="follow_confirm"),
    path("dossiers/pieces/<uuid:uuid>/<int:pk>/", documents.attachment, name="attachment"),
    path("lien/<str:signed>/", mail_links.link, name="mail_link"),
    path("espace/", space.home, name="space"),
    path("espace/demandes/nouvelle/", drafts.new, name="space_new"),
    path("espace/offres/nouvelle/", offer_drafts.new, name="space_offer_new"),
    path("espace/offres/<uuid:uuid>/modifier/", offer_drafts.edit, name="space_offer_edit"),
    path("espace/dossiers/<uuid:uuid>/", space.dossier, name="space_dossier"),
    path("espace/dossiers/<uuid:uuid>/modifier/", drafts.edit, name="space_edit"),
    path("espace/dossiers/<uuid:uuid>/deposee/", drafts.deposited, name="space_deposited"),
    path("espace/dossiers/<uuid:uuid>/<slug:slug>/", acts.act, name="space_act"),
    path(
        "espace/dossiers/<uuid:uuid>/conseil/<slug:council>/<slug:slug>/",
        acts.act,
        name="space_thread_act",
    ),
]
