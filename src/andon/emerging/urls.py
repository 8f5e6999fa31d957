from django.urls import path

from .screens import decide_issue, issue, issues, scan

app_name = "emerging"
urlpatterns = [
    path("settings/emerging/", scan.scan, name="scan"),
    path("settings/emerging/set_scan/", scan.set_scan, name="set_scan"),
    path("emerging/", issues.issues, name="issues"),
    path("emerging/<str:ref>/", issue.issue, name="issue"),
    path("emerging/<str:ref>/confirm_issue/", decide_issue.confirm_issue, name="confirm_issue"),
    path("emerging/<str:ref>/link_issue/", decide_issue.link_issue, name="link_issue"),
    path("emerging/<str:ref>/merge_issues/", decide_issue.merge_issues, name="merge_issues"),
    path("emerging/<str:ref>/split_issue/", decide_issue.split_issue, name="split_issue"),
    path("emerging/<str:ref>/dismiss_issue/", decide_issue.dismiss_issue, name="dismiss_issue"),
    path("emerging/<str:ref>/take_dismissal_back/", decide_issue.take_dismissal_back, name="take_dismissal_back"),
]
