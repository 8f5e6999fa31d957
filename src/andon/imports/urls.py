from django.urls import path

from .screens import acts, imports, one_import

app_name = "imports"
urlpatterns = [
    path("settings/imports/", imports.imports, name="imports"),
    path("settings/imports/<uuid:id>/", one_import.one_import, name="import"),
    path("settings/imports/<uuid:id>/map_import/", acts.map_columns, name="map_import"),
    path("settings/imports/<uuid:id>/start_import/", acts.start, name="start_import"),
    path("settings/imports/<uuid:id>/pause_import/", acts.pause, name="pause_import"),
    path("settings/imports/<uuid:id>/resume_import/", acts.resume, name="resume_import"),
    path("settings/imports/<uuid:id>/cancel_import/", acts.cancel, name="cancel_import"),
    path("settings/imports/<uuid:id>/forget_import_file/", acts.forget, name="forget_import_file"),
    path("settings/imports/<uuid:id>/refused_lines.csv", one_import.refused, name="refused_lines"),
    path("settings/imports/<uuid:id>/file/", one_import.file, name="file"),
]
