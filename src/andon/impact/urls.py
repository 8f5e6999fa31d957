from django.urls import path

from .screens import fixes

app_name = "impact"
urlpatterns = [
    path("incidents/<str:ref>/note_fix/", fixes.note_fix, name="note_fix"),
    path("incidents/<str:ref>/take_fix_back/<uuid:fix>/", fixes.take_fix_back, name="take_fix_back"),
]
