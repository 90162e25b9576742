"""The agenda, sign-in and account. Addresses are French.

Names of sign-in are those that allauth reverses.

Only what is used is reachable: neither sign-up, nor e-mail management, nor reset by
e-mail (the technical person sets a new password for the Agence).
"""

from allauth.mfa.webauthn import views as key_views
from django.urls import include, path

from participation.views import account, meetings, my_quarter, sign_in, subscriptions

entry = sign_in.SignInView.as_view()

second_factor = [
    path("", account.factors, name="mfa_index"),
    path("application/", account.add_application, name="mfa_activate_totp"),
    path("application/retirer/", account.remove_application, name="mfa_deactivate_totp"),
    path("codes/", account.recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "codes/nouveaux/",
        account.new_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path(
        "codes/telecharger/",
        account.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("cles/", account.keys, name="mfa_list_webauthn"),
    path("cles/ajouter/", account.add_key, name="mfa_add_webauthn"),
    path("cles/<int:pk>/retirer/", account.remove_key, name="mfa_remove_webauthn"),
    path("cles/<int:pk>/renommer/", account.rename_key, name="mfa_edit_webauthn"),
]

urlpatterns = [
    path("agenda/", meetings.agenda, name="agenda"),
    path("agenda.ics", meetings.calendar, name="agenda_calendar"),
    path("agenda/<int:pk>-<slug:slug>/", meetings.meeting, name="meeting"),
    path("agenda/<int:pk>.ics", meetings.meeting_calendar, name="meeting_calendar"),
    path("conseils/<slug:slug>/agenda.ics", meetings.council_calendar, name="council_calendar"),
    path("mon-quartier/", my_quarter.my_quarter, name="my_quarter"),
    path("connexion/", entry, name="account_login"),
    # allauth's own code reverses this name too: it is the same page.
    path("connexion/", entry, name="account_request_login_code"),
    path(
        "connexion/code/",
        sign_in.CodeView.as_view(),
        name="account_confirm_login_code",
    ),
    path("connexion/agence/", sign_in.AgencySignInView.as_view(), name="agency_login"),
    path("connexion/cle/", key_views.login_webauthn, name="mfa_login_webauthn"),
    path(
        "connexion/second-facteur/",
        sign_in.SecondFactorView.as_view(),
        name="mfa_authenticate",
    ),
    path(
        "connexion/second-facteur/mise-en-place/",
        sign_in.EnrolView.as_view(),
        name="account_enrol",
    ),
    path("deconnexion/", account.sign_out, name="account_logout"),
    path("compte/", account.account_home, name="account_home"),
    path("compte/courriels/", subscriptions.mail_choices, name="account_mails"),
    path("desabonnement/<str:signed>/", subscriptions.unsubscribe, name="unsubscribe"),
    path("compte/mot-de-passe/", account.change_password, name="account_change_password"),
    path("compte/confirmer/", account.confirm_password, name="account_reauthenticate"),
    path("compte/confirmer/code/", account.confirm_code, name="mfa_reauthenticate"),
    path(
        "compte/confirmer/cle/",
        account.confirm_key,
        name="mfa_reauthenticate_webauthn",
    ),
    path("compte/second-facteur/", include(second_factor)),
]
