from django.urls import path

from .screens import acts, promises_kept, recognise_promises

app_name = "promises"
_ONE = "cases/<str:ref>/promises/<uuid:id>/"
urlpatterns = [
    path("promises/kept/", promises_kept.kept, name="promises_kept"),
    path("cases/<str:ref>/recognise_promises/", recognise_promises.recognise_promises, name="recognise_promises"),
    path(f"{_ONE}move_promise/", acts.move, name="move_promise"),
    path(f"{_ONE}withdraw_promise/", acts.withdraw, name="withdraw_promise"),
]
