from django.urls import path

from .screens import deliveries, kept_mail

app_name = "channels"
urlpatterns = [
    path("settings/kept-mail/", kept_mail.kept_mail, name="kept_mail"),
    path("settings/kept-mail/<uuid:id>/original/", kept_mail.original, name="original_mail"),
    path("settings/kept-mail/<uuid:id>/take_in_mail/", kept_mail.try_again, name="take_in_mail"),
    path("settings/deliveries/", deliveries.delivery_list, name="deliveries"),
]
