from django.urls import path

from .screens import account, accounts, contact, edit_account

app_name = "customers"
urlpatterns = [
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/new/", edit_account.new_account, name="new_account"),
    path("accounts/<uuid:account>/new_contact/", contact.new_contact, name="new_contact"),
    path("accounts/<str:ref>/", account.account, name="account"),
    path("accounts/<str:ref>/put_accounts/", edit_account.put_account, name="put_accounts"),
    path("contacts/<uuid:id>/", contact.put_contact, name="contact"),
    path("contacts/<uuid:id>/erase_contact/", contact.erase, name="erase_contact"),
    path("contacts/<uuid:id>/export_contact/", contact.export, name="export_contact"),
]
