"""Pages of signing in and of one's own account, all under /konto/."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from allauth.socialaccount import views as eid
from allauth.usersessions import views as usersessions
from django.urls import path

from medverkan.foundation.accounts import views

# allauth looks its pages up by these names; there is no password, so no page about one.
urlpatterns = [
    path("konto/", views.home, name="accounts_home"),
    path("konto/mina-uppgifter/", views.export, name="accounts_export"),
    path("konto/ta-bort/", views.erase, name="accounts_erase"),
    path("konto/demo/logga-in/", views.demo_sign_in, name="accounts_demo_sign_in"),
    path("konto/logga-in/", account.login, name="account_login"),
    path("konto/logga-in/", account.login, name="account_request_login_code"),
    path(
        "konto/logga-in/kod/",
        account.confirm_login_code,
        name="account_confirm_login_code",
    ),
    path("konto/logga-in/nyckel/", passkeys.login_webauthn, name="mfa_login_webauthn"),
    path("konto/logga-in/steg-tva/", mfa.authenticate, name="mfa_authenticate"),
    path("konto/logga-in/sparrat/", account.account_inactive, name="account_inactive"),
    path(
        "konto/logga-in/e-legitimation/avbruten/",
        eid.login_cancelled,
        name="socialaccount_login_cancelled",
    ),
    path(
        "konto/logga-in/e-legitimation/fel/",
        eid.login_error,
        name="socialaccount_login_error",
    ),
    path("konto/logga-ut/", account.logout, name="account_logout"),
    path("konto/skapa/", account.signup, name="account_signup"),
    path("konto/skapa/e-legitimation/", eid.signup, name="socialaccount_signup"),
    path(
        "konto/bekrafta/",
        account.email_verification_sent,
        name="account_email_verification_sent",
    ),
    path("konto/e-post/", account.email, name="account_email"),
    path("konto/e-legitimation/", eid.connections, name="socialaccount_connections"),
    path(
        "konto/inloggningar/", usersessions.list_usersessions, name="usersessions_list"
    ),
    path("konto/sakerhet/", mfa.index, name="mfa_index"),
    path(
        "konto/sakerhet/lagg-till/", views.second_factor, name="accounts_second_factor"
    ),
    path("konto/sakerhet/bekrafta/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("konto/sakerhet/app/", totp.activate_totp, name="mfa_activate_totp"),
    path(
        "konto/sakerhet/app/ta-bort/", totp.deactivate_totp, name="mfa_deactivate_totp"
    ),
    path("konto/sakerhet/nycklar/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("konto/sakerhet/nycklar/ny/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path(
        "konto/sakerhet/nycklar/bekrafta/",
        passkeys.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path(
        "konto/sakerhet/nycklar/<int:pk>/ta-bort/",
        passkeys.remove_webauthn,
        name="mfa_remove_webauthn",
    ),
    path(
        "konto/sakerhet/nycklar/<int:pk>/namn/",
        passkeys.edit_webauthn,
        name="mfa_edit_webauthn",
    ),
    path(
        "konto/sakerhet/reservkoder/",
        recovery_codes.view_recovery_codes,
        name="mfa_view_recovery_codes",
    ),
    path(
        "konto/sakerhet/reservkoder/nya/",
        recovery_codes.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
]
