from django.urls import path

from .screens import my_contact_methods, my_phone_numbers

app_name = "notifications"
urlpatterns = [
    path("me/pages/", my_contact_methods.my_contact_methods, name="my_contact_methods"),
    path("me/pages/add_contact_method/", my_contact_methods.add, name="add_contact_method"),
    path("me/pages/<uuid:id>/remove_contact_method/", my_contact_methods.remove, name="remove_contact_method"),
    path("me/pages/add_phone_number/", my_phone_numbers.add, name="add_phone_number"),
    path("me/pages/<uuid:id>/send_phone_code/", my_phone_numbers.send_code, name="send_phone_code"),
    path("me/pages/<uuid:id>/verify_phone_number/", my_phone_numbers.verify, name="verify_phone_number"),
    path("me/pages/try_contact_methods/", my_contact_methods.try_them, name="try_contact_methods"),
]
