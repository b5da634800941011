"""Quality care: what a quality officer does with an outcome, sampling, findings, auditors and audit packs."""

from django.urls import URLPattern, path

from frontend.views.quality import auditing, checking, findings, reading, sampling

urlpatterns: list[URLPattern] = [
    path("quality/<uuid:pk>/list", checking.answers, name="quality-answers"),
    path("quality/<uuid:pk>/read", checking.read_in_full, name="quality-read"),
    path("quality/<uuid:pk>/opinion", checking.ask_opinion, name="opinion-ask"),
    path("quality/<uuid:pk>/opinion/<uuid:opinion>/withdraw", checking.withdraw_opinion, name="opinion-withdraw"),
    path("opinions/<uuid:pk>", checking.opinion, name="opinion"),
    # A dossier as it was handed in
    path("dossiers/<uuid:pk>", reading.dossier, name="dossier"),
    path("dossiers/<uuid:pk>/items/<uuid:item>", reading.item, name="dossier-item"),
    path("dossiers/<uuid:pk>/files/<uuid:file_pk>", reading.file, name="dossier-file"),
    path(
        "dossiers/<uuid:pk>/files/<uuid:file_pk>/pages/<int:number>.png",
        reading.page_picture,
        name="dossier-page-picture",
    ),
    path("dossiers/<uuid:pk>/print", reading.ask_print, name="dossier-print"),
    path("dossier-prints/<uuid:pk>.pdf", reading.print_file, name="dossier-print-file"),
    # Sampling and findings
    path("organisations/<slug:slug>/sampling", sampling.overview, name="sampling"),
    path("organisations/<slug:slug>/sampling/plan", sampling.plan, name="sampling-plan"),
    path("organisations/<slug:slug>/check-list", sampling.check_list, name="check-list"),
    path("organisations/<slug:slug>/findings/new", findings.new, name="finding-new"),
    path("draws/<uuid:pk>", sampling.half_way, name="half-way"),
    path("findings", findings.mine, name="findings"),
    path("findings/<uuid:pk>", findings.one, name="finding"),
    # Auditors and audit packs
    path("organisations/<slug:slug>/auditors", auditing.auditors, name="auditors"),
    path("organisations/<slug:slug>/auditors/new", auditing.new, name="auditor-new"),
    path("organisations/<slug:slug>/auditors/<uuid:pk>/end", auditing.end, name="auditor-end"),
    path("organisations/<slug:slug>/audit-packs/<uuid:pk>", auditing.pack, name="audit-pack"),
    path("organisations/<slug:slug>/audit-packs/<uuid:pk>.zip", auditing.pack_file, name="audit-pack-file"),
    path("audits", auditing.mine, name="audits"),
    path("audits/<uuid:pk>", auditing.one, name="audit"),
    path("audits/<uuid:pk>/packs/<uuid:recognition>", auditing.audit_pack, name="audit-own-pack"),
    path("audits/<uuid:pk>/packs/<uuid:recognition>.zip", auditing.audit_pack_file, name="audit-own-pack-file"),
]
