from django.urls import path

from .screens import board, calls, cases_of_incident, change_incident, declare_incident, incident, incidents, line

app_name = "incidents"
urlpatterns = [
    path("board/", board.board, name="board"),
    path("calls/", calls.your_calls, name="your_calls"),
    path("calls/<uuid:user>/", calls.calls, name="calls"),
    path("incidents/", incidents.incidents, name="incidents"),
    path("incidents/declare/", declare_incident.declare_incident, name="declare_incident"),
    path("incidents/<str:ref>/", incident.incident, name="incident"),
    path("incidents/<str:ref>/set_severity/", change_incident.set_severity, name="set_severity"),
    path("incidents/<str:ref>/set_eta/", change_incident.set_eta, name="set_eta"),
    path("incidents/<str:ref>/take_duty/", change_incident.take_duty, name="take_duty"),
    path("incidents/<str:ref>/mitigate_incident/", change_incident.mitigate_incident, name="mitigate_incident"),
    path("incidents/<str:ref>/resolve_incident/", change_incident.resolve_incident, name="resolve_incident"),
    path("incidents/<str:ref>/reopen_incident/", change_incident.reopen_incident, name="reopen_incident"),
    path("incidents/<str:ref>/say_what_it_was/", calls.say_what_it_was, name="say_what_it_was"),
    path("incidents/<str:ref>/edit_incident/", change_incident.edit_incident, name="edit_incident"),
    path("incidents/<str:ref>/link_cases/", cases_of_incident.link_cases, name="link_cases"),
    path("incidents/<str:ref>/unlink_case/<str:case>/", cases_of_incident.unlink_case, name="unlink_case"),
    path("incidents/<str:ref>/post_on_line/", line.post_on_line, name="post_on_line"),
    path(
        "incidents/<str:ref>/show_answer_on_cases/<uuid:message>/",
        line.show_answer_on_cases,
        name="show_answer_on_cases",
    ),
]
