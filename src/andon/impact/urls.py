from django.urls import path

from .screens import affected, fixes, rules, selection, severity

app_name = "impact"
urlpatterns = [
    path("settings/impact/", rules.rules, name="rules"),
    path("settings/impact/put_impact_rule/", rules.put_impact_rule, name="put_impact_rule"),
    path("incidents/<str:ref>/decline_severity/", severity.decline_severity, name="decline_severity"),
    path("incidents/<str:ref>/affected/", affected.affected, name="affected"),
    path("incidents/<str:ref>/affected.csv", affected.affected_file, name="affected_file"),
    path("incidents/<str:ref>/say_who_is_hit/<uuid:account>/", affected.say_who_is_hit, name="say_who_is_hit"),
    path("blast-radius/ask_blast_radius/", selection.ask_blast_radius, name="ask_blast_radius"),
    path("blast-radius/<uuid:id>/", selection.selection, name="selection"),
    path("incidents/<str:ref>/note_fix/", fixes.note_fix, name="note_fix"),
    path("incidents/<str:ref>/take_fix_back/<uuid:fix>/", fixes.take_fix_back, name="take_fix_back"),
]
