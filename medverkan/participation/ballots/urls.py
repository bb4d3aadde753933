"""Urls of the room, under /rost/."""

from __future__ import annotations

from django.urls import URLPattern, path

from medverkan.participation.ballots.views import checking, eid, files, staff, voting

app_name = "ballots"

urlpatterns: list[URLPattern] = [
    # First, because it is the one that must be quick when a whole town votes.
    path("<uuid:uuid>/bekrafta/<str:secret>/", voting.confirm, name="confirm"),
    path("nycklar.json", files.public_keys, name="keys"),
    path("dagslistor.json", files.rosters, name="rosters"),
    path("dagslista/<str:day>.txt", files.roster, name="roster"),
    path("verify.py", files.verifier, name="verifier"),
    path("arbete/", staff.index, name="desk_index"),
    path("arbete/<uuid:uuid>/", staff.show, name="desk"),
    path("arbete/<uuid:uuid>/rad/", staff.register_row, name="register_row"),
    path(
        "arbete/<uuid:uuid>/lika/<int:match_id>/",
        staff.decide_match,
        name="decide_match",
    ),
    path(
        "arbete/<uuid:uuid>/stryk/",
        staff.strike,
        {"kind": "struck"},
        name="strike",
    ),
    path(
        "arbete/<uuid:uuid>/ater/",
        staff.strike,
        {"kind": "restored"},
        name="restore",
    ),
    path(
        "arbete/<uuid:uuid>/rattelse/<int:proposal_id>/",
        staff.decide_strike,
        name="decide_strike",
    ),
    path(
        "arbete/<uuid:uuid>/kontroll/<int:threshold>/",
        staff.sign_check,
        name="sign_check",
    ),
    path(
        "arbete/<uuid:uuid>/larm/<int:alarm_id>/",
        staff.resolve_alarm,
        name="resolve_alarm",
    ),
    path("<uuid:uuid>/", voting.vote, name="vote"),
    path("<uuid:uuid>/skickat/", voting.sent, name="sent"),
    path("<uuid:uuid>/e-legitimation/", eid.start, name="eid"),
    path(
        "<uuid:uuid>/e-legitimation/ta-tillbaka/",
        eid.start_withdrawal,
        name="eid_withdrawal",
    ),
    path(
        "<uuid:uuid>/bekrafta/<str:secret>/ta-tillbaka/",
        voting.withdraw_by_secret,
        name="withdraw_by_secret",
    ),
    path("<uuid:uuid>/ta-tillbaka/", voting.ask_to_withdraw, name="ask_to_withdraw"),
    path("<uuid:uuid>/ta-tillbaka/<str:token>/", voting.withdraw, name="withdraw"),
    path("<uuid:uuid>/rakna/", checking.check, name="check"),
    path("<uuid:uuid>/siffran/", checking.number, name="number"),
    path("<uuid:uuid>/rattelser/", checking.corrections, name="corrections"),
    path("<uuid:uuid>/ledger.json", files.about, name="about"),
    path("<uuid:uuid>/heads.txt", files.heads, name="heads"),
    path("<uuid:uuid>/leaves.txt", files.leaves, name="leaves"),
    path("<uuid:uuid>/tiles/<int:level>/<int:index>", files.tile, name="tile"),
    path("<uuid:uuid>/corrections.json", files.corrections, name="corrections_data"),
    path("<uuid:uuid>/export.zip", files.whole_export, name="export"),
]
