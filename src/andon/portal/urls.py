from django.urls import path

from .screens import answer_question, case, find_case, report_problem

app_name = "portal"
urlpatterns = [
    path("help/", report_problem.report_problem, name="report_problem"),
    path("help/sent/<str:signed>/", report_problem.reported, name="reported"),
    path("help/find/", find_case.find_case, name="find_case"),
    path("my/<str:token>/", case.case, name="case"),
    path("my/<str:token>/write/", case.write, name="write"),
    path("my/<str:token>/works/", case.works, name="works"),
    path("my/<str:token>/still_broken/", case.still_broken, name="still_broken"),
    path("my/<str:token>/confirm/", case.confirm, name="confirm"),
    path("my/<str:token>/answer/<uuid:id>/", answer_question.answer_question, name="answer_question"),
    path("my/<str:token>/files/<uuid:id>/", case.file, name="file"),
]
