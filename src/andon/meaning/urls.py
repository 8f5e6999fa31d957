from django.urls import path

from .screens import reading, search_by_meaning

app_name = "meaning"
urlpatterns = [
    path("search/search_by_meaning/", search_by_meaning.search_by_meaning, name="search_by_meaning"),
    path("settings/reading/", reading.reading, name="reading"),
    path("settings/reading/read_all_again/", reading.read_all_again, name="read_all_again"),
]
