"""Addresses registered at the e-ID provider: the same in every language, so not translated."""

from django.urls import path

from medverkan.foundation.accounts import eid, eid_views

_THE_ONE = {"provider_id": eid.PROVIDER_ID}

urlpatterns = [
    path(
        "konto/e-legitimation/logga-in/",
        eid_views.sign_in,
        _THE_ONE,
        name="openid_connect_login",
    ),
    path(
        "konto/e-legitimation/tillbaka/",
        eid_views.come_back,
        _THE_ONE,
        name="openid_connect_callback",
    ),
]
