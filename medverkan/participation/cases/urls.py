"""Addresses of this room: Swedish for people, English names for code."""

from django.urls import path

from medverkan.participation.cases.views import (
    author_questions,
    content_reports,
    drafting,
    elected,
    figures,
    following,
    guidance,
    intake,
    many,
    meanwhile,
    merging,
    mine,
    outcomes,
    own_data,
    paper_form,
    proposals,
    public,
    quarantine,
    registration,
    selections,
    sorting,
    statutory,
    subscriptions,
    templates,
    topic_questions,
    workspace,
)

app_name = "cases"

urlpatterns = [
    path("skriv/", intake.say, name="say"),
    path("skriv/om/", intake.about, name="about"),
    path("skriv/under-tiden/", meanwhile.meanwhile, name="meanwhile"),
    path("skriv/pa-papper/", paper_form.page, name="paper_form"),
    path("skriv/pa-papper.pdf", paper_form.as_pdf, name="paper_form_pdf"),
    path("skriv/pa-papper/<slug:pathway>/", paper_form.page, name="paper_form"),
    path(
        "skriv/pa-papper/<slug:pathway>.pdf", paper_form.as_pdf, name="paper_form_pdf"
    ),
    path("skriv/<str:secret>/", intake.sender, name="sender"),
    path("skriv/<str:secret>/andra/", intake.change_about, name="change_about"),
    path("skriv/<str:secret>/fragor/", intake.questions, name="questions"),
    path("folj/", mine.find, name="find"),
    path("folj/<str:token>/", following.follows, name="follows"),
    path("folj/<str:token>/sluta/", following.unfollow_all, name="unfollow_all"),
    path(
        "folj/<str:token>/bevakning/<int:pk>/",
        subscriptions.subscription,
        name="subscription",
    ),
    path(
        "folj/<str:token>/bevakning/<int:pk>/sluta/",
        subscriptions.unsubscribe,
        name="unsubscribe",
    ),
    path(
        "folj/<str:token>/<str:reference>/",
        following.follow_choice,
        name="follow_choice",
    ),
    path(
        "folj/<str:token>/<str:reference>/sluta/", following.unfollow, name="unfollow"
    ),
    path("mitt-arende/<str:token>/", mine.mine, name="mine"),
    path("mitt-arende/<str:token>/skriv/", mine.add, name="add"),
    path("mitt-arende/<str:token>/ta-tillbaka/", mine.withdraw, name="withdraw"),
    path("mitt-arende/<str:token>/lost/", mine.rate, name="rate"),
    path("mitt-arende/<str:token>/uppgifter/", own_data.show, name="own_data"),
    path(
        "mitt-arende/<str:token>/uppgifter/ratta/",
        own_data.correct,
        name="correct_contact",
    ),
    path(
        "mitt-arende/<str:token>/uppgifter/dolj-namn/",
        own_data.hide_name,
        name="hide_name",
    ),
    path(
        "mitt-arende/<str:token>/uppgifter/skydda/",
        own_data.protect_identity,
        name="protect_identity",
    ),
    path(
        "mitt-arende/<str:token>/uppgifter/hamta/",
        own_data.export,
        name="export_own_data",
    ),
    path(
        "mitt-arende/<str:token>/annan-vag/<int:pk>/",
        mine.answer_conversion,
        name="answer_conversion",
    ),
    path(
        "mitt-arende/<str:token>/fraga/<int:pk>/",
        author_questions.answer_question,
        name="answer_question",
    ),
    path("forslag/", proposals.index, name="proposals"),
    path("forslag/publiceras-inte/", proposals.not_published, name="refused"),
    path("arenden/", public.index, name="index"),
    path("arenden/karta/", public.on_map, name="map"),
    path("arenden/karta.geojson", public.map_data, name="map_data"),
    path("arenden/flode.atom", public.PublishedFeed(), name="feed"),
    path("arenden/brev/", subscriptions.subscribe, name="subscribe"),
    path("arenden/brev/skickat/", subscriptions.subscribe_sent, name="subscribe_sent"),
    path("arenden/<str:reference>/", public.detail, name="detail"),
    path("arenden/<str:reference>/folj/", following.follow, name="follow"),
    path(
        "arenden/<str:reference>/folj/skickat/",
        following.follow_sent,
        name="follow_sent",
    ),
    path(
        "arenden/<str:reference>/fraga/",
        author_questions.put_question,
        name="put_question",
    ),
    path(
        "arenden/<str:reference>/fraga/skickat/",
        author_questions.question_sent,
        name="question_sent",
    ),
    path(
        "arenden/<str:reference>/anmal/",
        content_reports.report_content,
        name="report_content",
    ),
    path(
        "arenden/<str:reference>/anmal/skickat/",
        content_reports.report_sent,
        name="report_sent",
    ),
    path("bra-att-veta/<slug:slug>/", guidance.guidance, name="guidance"),
    path("sa-svarar-vi/", figures.page, name="figures"),
    path("sa-svarar-vi.csv", figures.as_csv, name="figures_csv"),
    path("sa-svarar-vi.json", figures.as_json, name="figures_json"),
    path("fran-forslag-till-verklighet/", outcomes.page, name="outcomes"),
    path("fran-forslag-till-verklighet.csv", outcomes.as_csv, name="outcomes_csv"),
    path("fran-forslag-till-verklighet.json", outcomes.as_json, name="outcomes_json"),
    path("arbetsyta/", workspace.start, name="workspace"),
    path("arbetsyta/namnd/", elected.board, name="my_board"),
    path("arbetsyta/namnd/<slug:slug>/", elected.board, name="board"),
    path(
        "arbetsyta/namnd/<slug:slug>/vidarebefordra/", elected.forward, name="forward"
    ),
    path("arbetsyta/sorteraren/", sorting.accuracy, name="sorting"),
    path("arbetsyta/andra-dorrar/", sorting.doors, name="doors"),
    path("arbetsyta/andra-dorrar/ny/", sorting.new_door, name="new_door"),
    path("arbetsyta/andra-dorrar/<slug:slug>/", sorting.door, name="door"),
    path(
        "arbetsyta/amnesfragor/",
        topic_questions.topic_questions,
        name="topic_questions",
    ),
    path(
        "arbetsyta/amnesfragor/ny/",
        topic_questions.new_topic_question,
        name="new_topic_question",
    ),
    path(
        "arbetsyta/amnesfragor/<slug:slug>/",
        topic_questions.topic_question,
        name="topic_question",
    ),
    path("arbetsyta/vagledning/", guidance.kept_guidance, name="kept_guidance"),
    path("arbetsyta/vagledning/ny/", guidance.new_guidance, name="new_guidance"),
    path(
        "arbetsyta/vagledning/<slug:slug>/",
        guidance.change_guidance,
        name="change_guidance",
    ),
    path("arbetsyta/registrera/", registration.register, name="register"),
    path("arbetsyta/urval/", selections.selections, name="selections"),
    path("arbetsyta/urval/ta-bort/", selections.remove, name="remove_selection"),
    path("arbetsyta/kortkommandon/", selections.shortcuts, name="shortcuts"),
    path("arbetsyta/svarsmallar/", templates.index, name="templates"),
    path("arbetsyta/svarsmallar/ny/", templates.new, name="new_template"),
    path("arbetsyta/svarsmallar/<slug:slug>/", templates.template, name="template"),
    path(
        "arbetsyta/svarsmallar/<slug:slug>/besluta/",
        templates.decide,
        name="decide_template",
    ),
    path(
        "arbetsyta/rapport-till-fullmaktige/", statutory.report, name="council_report"
    ),
    path(
        "arbetsyta/rapport-till-fullmaktige.csv",
        statutory.as_csv,
        name="council_report_csv",
    ),
    path("arbetsyta/underlag/<str:reference>/", drafting.draft, name="draft"),
    path("arbetsyta/karantan/", quarantine.held, name="quarantine"),
    path(
        "arbetsyta/karantan/<str:reference>/slapp-igenom/",
        quarantine.release,
        name="release",
    ),
    path(
        "arbetsyta/karantan/<str:reference>/avvisa/", quarantine.reject, name="reject"
    ),
    path("arbetsyta/arenden/<slug:name>/", workspace.inbox, name="inbox"),
    path(
        "arbetsyta/arenden/<slug:name>/flera/sla-ihop/",
        merging.merge_chosen,
        name="merge_chosen",
    ),
    path("arbetsyta/arenden/<slug:name>/flera/<slug:verb>/", many.many, name="many"),
    path("arbetsyta/arenden/<slug:name>/<str:reference>/", workspace.case, name="case"),
    path(
        "arbetsyta/arenden/<slug:name>/<str:reference>/granskning/",
        workspace.review,
        name="review",
    ),
    path(
        "arbetsyta/arenden/<slug:name>/<str:reference>/vem/",
        workspace.identity,
        name="identity",
    ),
    path(
        "arbetsyta/arenden/<slug:name>/<str:reference>/besvara-tillsammans/",
        merging.merge,
        name="merge",
    ),
    path(
        "arbetsyta/arenden/<slug:name>/<str:reference>/<slug:verb>/",
        workspace.act,
        name="act",
    ),
]
