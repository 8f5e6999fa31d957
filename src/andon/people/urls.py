from django.urls import path

from .screens import my_profile, teams, tokens, user, users, welcome

app_name = "people"
urlpatterns = [
    path("welcome/<str:token>/", welcome.welcome, name="welcome"),
    path("me/", my_profile.my_profile, name="my_profile"),
    path("me/save/", my_profile.save_profile, name="save_profile"),
    path("me/go_away/", my_profile.away, name="go_away"),
    path("me/come_back/", my_profile.back, name="come_back"),
    path("settings/users/", users.users, name="users"),
    path("settings/users/<uuid:id>/", user.user, name="user"),
    path("settings/users/<uuid:id>/grant_role/", user.grant_role_to, name="grant_role"),
    path("settings/users/<uuid:id>/roles/<uuid:membership>/revoke_role/", user.revoke_role_of, name="revoke_role"),
    path("settings/users/<uuid:id>/switch_off_user/", user.switch_off, name="switch_off_user"),
    path("settings/users/<uuid:id>/make_sign_in_link/", user.make_sign_in_link, name="make_sign_in_link"),
    path("settings/teams/", teams.teams, name="teams"),
    path("settings/tokens/", tokens.tokens, name="tokens"),
    path("settings/tokens/<uuid:id>/revoke_token/", tokens.revoke, name="revoke_token"),
]
