from django.urls import path

from .screens import answer, ask_question, pass_on, question, settings, waiting

app_name = "questions"
_ONE = "incidents/<str:ref>/questions/<uuid:id>/"
_ASK = "cases/<str:ref>/asks/<uuid:id>/"
urlpatterns = [
    path("questions/", waiting.waiting, name="waiting"),
    path("settings/questions/", settings.settings, name="settings"),
    path(
        "settings/questions/<slug:slug>/let_customers_be_asked/", settings.let_be_asked, name="let_customers_be_asked"
    ),
    path("incidents/<str:ref>/ask_question/", ask_question.ask_question, name="ask_question"),
    path(_ONE, question.question, name="question"),
    path(f"{_ONE}answers.csv", question.answers_csv, name="answers_csv"),
    path(f"{_ONE}close_question/", question.close, name="close_question"),
    path(f"{_ONE}reopen_question/", question.reopen, name="reopen_question"),
    path(f"{_ONE}withdraw_question/", question.withdraw, name="withdraw_question"),
    path(f"{_ONE}keep_answers/", question.keep, name="keep_answers"),
    path(_ASK, answer.ask, name="ask"),
    path(f"{_ASK}answer_question/", answer.answer, name="answer_question"),
    path(f"{_ASK}pass_to_customer/", pass_on.pass_on, name="pass_to_customer"),
]
