from django.urls import path

from .screens import told, update, write_update

app_name = "comms"
urlpatterns = [
    path("incidents/<str:ref>/updates/write/", write_update.write_update, name="write_update"),
    path("incidents/<str:ref>/updates/<int:number>/", update.update, name="update"),
    path("incidents/<str:ref>/updates/<int:number>/send_update/", update.send_update, name="send_update"),
    path("incidents/<str:ref>/updates/<int:number>/withdraw_update/", update.withdraw_update, name="withdraw_update"),
    path("incidents/<str:ref>/told/", told.told, name="told"),
    path("incidents/<str:ref>/told/<uuid:id>/waive_recipient/", told.waive_recipient, name="waive_recipient"),
    path("incidents/<str:ref>/told/<uuid:id>/tell_by_hand/", told.tell_by_hand, name="tell_by_hand"),
]
