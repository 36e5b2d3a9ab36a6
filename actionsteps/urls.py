"""The addresses of the bank."""

from django.urls import path, re_path

from actionsteps import views

app_name = "actionsteps"
urlpatterns = [
    path("bank/", views.bank, name="bank"),
    path("bank/kept/", views.kept_bank, name="kept_bank"),
    re_path(r"^bank/(?P<bank>school|trust)/(?P<owner_id>\d+)/write/$", views.write_step, name="write_step"),
    re_path(r"^bank/(?P<bank>school|trust)/(?P<owner_id>\d+)/bring/$", views.bring_steps, name="bring_steps"),
    path("bank/uploads/<int:upload_id>/", views.confirm_steps, name="confirm_steps"),
    re_path(r"^bank/bank\.(?P<kind>csv|xlsx)$", views.take_bank, name="take_bank"),
    path("bank/school/<int:school_id>/own/", views.settle_bank, name="settle_bank"),
    path("bank/school/<int:school_id>/own/area/", views.add_area, name="add_area"),
    path("bank/trust/<int:trust_id>/own/", views.settle_trust, name="settle_trust"),
    path("bank/trust/<int:trust_id>/schools/", views.settle_schools, name="settle_schools"),
    path("bank/areas/<int:area_id>/", views.change_area, name="change_area"),
    path("bank/areas/<int:area_id>/retire/", views.retire_area, name="retire_area"),
    path("bank/proposals/", views.proposals, name="proposals"),
    path("bank/proposals/<int:proposal_id>/", views.proposal, name="proposal"),
    path("bank/proposals/<int:proposal_id>/decline/", views.decline_proposal, name="decline_proposal"),
    path("bank/proposals/<int:proposal_id>/withdraw/", views.withdraw_proposal, name="withdraw_proposal"),
    path("bank/<int:step_id>/", views.action_step, name="action_step"),
    path("bank/<int:step_id>/favour/", views.favour_step, name="favour_step"),
    path("bank/<int:step_id>/change/", views.change_step, name="change_step"),
    path("bank/<int:step_id>/publish/", views.publish_step, name="publish_step"),
    path("bank/<int:step_id>/retire/", views.retire_step, name="retire_step"),
    path("bank/<int:step_id>/discard/", views.discard_step, name="discard_step"),
    path("bank/<int:step_id>/offer/", views.offer_step, name="offer_step"),
    path("wording/check/", views.check_wording, name="check_wording"),
]
