"""Pages about letters: unsubscribing for everyone, previews and print queue for staff."""

from __future__ import annotations

from django.urls import path

from medverkan.foundation.notices.views import outgoing, previews, unsubscribe

app_name = "notices"

urlpatterns = [
    path("avanmal/<str:token>/", unsubscribe.unsubscribe, name="unsubscribe"),
    path("demo/brev/", outgoing.demo, name="demo"),
    path("arbetsyta/drift/brev/", previews.letters_page, name="letters"),
    path(
        "arbetsyta/drift/brev/<str:name>/<str:language>/",
        previews.preview,
        name="preview",
    ),
    path(
        "arbetsyta/drift/brev/<str:name>/<str:language>/e-post/",
        previews.preview_mail,
        name="preview_mail",
    ),
    path(
        "arbetsyta/drift/brev/<str:name>/<str:language>/brev.pdf",
        previews.preview_pdf,
        name="preview_pdf",
    ),
    path(
        "arbetsyta/drift/brev/<str:name>/<str:language>/skicka/",
        previews.send_sample,
        name="send_sample",
    ),
    path("arbetsyta/drift/skickat/", outgoing.outbox, name="outbox"),
    path(
        "arbetsyta/drift/skickat/<uuid:uuid>/igen/",
        outgoing.send_again,
        name="send_again",
    ),
    path("arbetsyta/utskrifter/", outgoing.print_queue, name="print_queue"),
    path(
        "arbetsyta/utskrifter/<uuid:uuid>/brev.pdf", outgoing.paper_letter, name="paper"
    ),
    path("arbetsyta/utskrifter/brev.pdf", outgoing.paper_letters, name="papers"),
    path("arbetsyta/utskrifter/utskrivna/", outgoing.mark_printed, name="mark_printed"),
]
