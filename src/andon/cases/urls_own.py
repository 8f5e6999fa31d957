"""Addresses of types and own fields, of kept views, of acts on many cases, and of drafts."""

from django.urls import path

from .screens import bulk, case_field, case_types, drafts, own_fields, views

own_urls = [
    path("inbox/views/", views.views, name="views"),
    path("inbox/views/new/", views.new_view, name="save_view"),
    path("inbox/views/pin_views/", views.pin, name="pin_views"),
    path("inbox/views/<uuid:view>/", views.one_view, name="change_view"),
    path("inbox/views/<uuid:view>/delete_view/", views.delete, name="delete_view"),
    path("inbox/many/", bulk.prepare, name="prepare_bulk"),
    path("inbox/many/<uuid:run>/", bulk.bulk, name="bulk_run"),
    path("inbox/many/<uuid:run>/run_bulk/", bulk.run, name="run_bulk"),
    path("inbox/many/<uuid:run>/undo_bulk/", bulk.undo, name="undo_bulk"),
    path("settings/cases/types/", case_types.types, name="case_types"),
    path("settings/cases/types/<slug:slug>/", case_types.one_type, name="put_case_type"),
    path("settings/cases/types/<slug:slug>/archive_case_type/", case_types.archive, name="archive_case_type"),
    path("settings/cases/types/<slug:slug>/fields/<slug:key>/", case_field.field, name="put_case_field"),
    path(
        "settings/cases/types/<slug:slug>/fields/<slug:key>/archive_case_field/",
        case_field.archive,
        name="archive_case_field",
    ),
    path("cases/<str:ref>/keep_draft/", drafts.keep, name="keep_draft"),
    path("cases/<str:ref>/set_case_fields/", own_fields.set_fields, name="set_case_fields"),
]
