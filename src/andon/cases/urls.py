from django.urls import path

from .screens import acts, case, details, inbox, merge, open_case, owed, owners, policy, split, write

app_name = "cases"
urlpatterns = [
    path("inbox/", inbox.inbox, name="inbox"),
    path("settings/cases/", policy.policy, name="change_policy"),
    path("settings/cases/blocked/<uuid:sender>/", policy.let_in, name="unblock_address"),
    path("cases/new/", open_case.open_new, name="open_case"),
    path("cases/hand_over_cases/", owners.hand_over, name="hand_over_cases"),
    path("cases/assign_cases/", owners.assign, name="assign_cases"),
    path("cases/merge_cases/", merge.merge, name="merge_cases"),
    path("cases/<str:ref>/", case.case, name="case"),
    path("cases/<str:ref>/write/", write.write, name="write"),
    path("cases/<str:ref>/messages/<uuid:message>/withdraw_reply/", write.undo, name="withdraw_reply"),
    path("cases/<str:ref>/take_case/", acts.take, name="take_case"),
    path("cases/<str:ref>/confirm_reporter/", acts.confirm, name="confirm_reporter"),
    path("cases/<str:ref>/solve_case/", acts.solve, name="solve_case"),
    path("cases/<str:ref>/close_case/", acts.close, name="close_case"),
    path("cases/<str:ref>/reopen_case/", acts.reopen, name="reopen_case"),
    path("cases/<str:ref>/wait_for/", acts.wait, name="wait_for"),
    path("cases/<str:ref>/edit_case/", details.edit, name="edit_case"),
    path("cases/<str:ref>/tag_case/", details.tag, name="tag_case"),
    path("cases/<str:ref>/add_step_tried/", details.add_step, name="add_step_tried"),
    path("cases/<str:ref>/add_participant/", details.add_copy, name="add_participant"),
    path("cases/<str:ref>/copies/<uuid:one>/remove_participant/", details.remove_copy, name="remove_participant"),
    path("cases/<str:ref>/mark_spam/", details.spam, name="mark_spam"),
    path("cases/<str:ref>/blocked/<uuid:sender>/unblock_sender/", details.unblock, name="unblock_sender"),
    path("cases/<str:ref>/obligations/<uuid:obligation>/meet_obligation/", owed.meet, name="meet_obligation"),
    path("cases/<str:ref>/waive_obligation/", owed.waive, name="waive_obligation"),
    path("cases/<str:ref>/grant_access/", owners.grant, name="grant_access"),
    path("cases/<str:ref>/withdraw_access/", owners.withdraw, name="withdraw_access"),
    path("cases/<str:ref>/split_case/", split.split, name="split_case"),
    path("cases/<str:ref>/merged/<uuid:merged>/undo_merge/", merge.undo, name="undo_merge"),
    path("cases/<str:ref>/look/", acts.look, name="look"),
]
