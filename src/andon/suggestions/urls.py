from django.urls import path

from .screens import deciding, figures, relating

app_name = "suggestions"
urlpatterns = [
    path("suggestions/accept_suggestions/", deciding.accept_suggestions, name="accept_suggestions"),
    path("suggestions/<uuid:id>/accept_suggestion/", deciding.accept_suggestion, name="accept_suggestion"),
    path("suggestions/<uuid:id>/dismiss_suggestion/", deciding.dismiss_suggestion, name="dismiss_suggestion"),
    path("suggestions/<uuid:id>/undo_suggestion/", deciding.undo_suggestion, name="undo_suggestion"),
    path("cases/<str:ref>/relate_cases/", relating.relate_cases, name="relate_cases"),
    path("cases/<str:ref>/related/<str:other>/unrelate_cases/", relating.unrelate_cases, name="unrelate_cases"),
    path("settings/suggestions/", figures.figures, name="figures"),
]
