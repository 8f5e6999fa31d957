from django.urls import path

from .screens import deliveries, kept_mail, mailbox, mailboxes, provider_calls, suppressions

app_name = "channels"
urlpatterns = [
    path("settings/kept-mail/", kept_mail.kept_mail, name="kept_mail"),
    path("settings/kept-mail/<uuid:id>/original/", kept_mail.original, name="original_mail"),
    path("settings/kept-mail/<uuid:id>/take_in_mail/", kept_mail.try_again, name="take_in_mail"),
    path("settings/deliveries/", deliveries.delivery_list, name="deliveries"),
    path("settings/mailboxes/", mailboxes.mailboxes, name="mailboxes"),
    path("settings/mailboxes/<uuid:id>/", mailbox.mailbox, name="mailbox"),
    path("settings/mailboxes/<uuid:id>/put_mailbox/", mailbox.put, name="put_mailbox"),
    path("settings/mailboxes/<uuid:id>/put_imap_account/", mailbox.put_imap, name="put_imap_account"),
    path("settings/mailboxes/<uuid:id>/put_provider_hook/", mailbox.put_hook, name="put_provider_hook"),
    path("settings/mailboxes/<uuid:id>/switch_mailbox/", mailbox.switch, name="switch_mailbox"),
    path("settings/mailboxes/<uuid:id>/try_mailbox/", mailbox.try_it, name="try_mailbox"),
    path("settings/mailboxes/<uuid:id>/make_dkim_key/", mailbox.make_key, name="make_dkim_key"),
    path("settings/mailboxes/<uuid:id>/switch_dkim_signing/", mailbox.switch_signing, name="switch_dkim_signing"),
    path("hooks/mail/<uuid:id>/inbound_mime/", provider_calls.inbound, name="provider_inbound"),
    path("hooks/mail/<uuid:id>/tracking/", provider_calls.tracking, name="provider_tracking"),
    path("settings/not-written-to/", suppressions.suppressions, name="suppressions"),
    path("settings/not-written-to/<uuid:id>/lift_suppression/", suppressions.lift, name="lift_suppression"),
]
