from django.urls import path

from .screens import home, parked_work, search, settings

app_name = "console"
urlpatterns = [
    path("", home.home, name="home"),
    path("put_away_set_up/", home.put_away, name="put_away_set_up"),
    path("search/", search.search, name="search"),
    path("settings/", settings.settings, name="settings"),
    path("settings/parked_work/", parked_work.parked_work, name="parked_work"),
    path("settings/parked_work/try_parked_work_again/", parked_work.try_again, name="try_parked_work_again"),
]
