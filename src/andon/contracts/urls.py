from django.urls import path

from .screens import change_contract, contract, contracts, edit_contract

app_name = "contracts"
urlpatterns = [
    path("contracts/", contracts.contracts, name="contracts"),
    path("contracts/minutes.csv", contracts.export, name="export_contracts"),
    path("accounts/<uuid:account>/new_contract/", edit_contract.new_contract, name="new_contract"),
    path("contracts/<uuid:id>/", contract.contract, name="contract"),
    path("contracts/<uuid:id>/minutes.csv", contract.export, name="export_minutes"),
    path("contracts/<uuid:id>/put_contracts/", edit_contract.put_contract, name="put_contracts"),
    path("contracts/<uuid:id>/correct_minutes/", change_contract.correct_minutes, name="correct_minutes"),
    path(
        "contracts/<uuid:id>/corrections/<uuid:correction>/take_correction_back/",
        change_contract.take_correction_back,
        name="take_correction_back",
    ),
    path("contracts/<uuid:id>/settle_credit/", change_contract.settle_credit, name="settle_credit"),
]
