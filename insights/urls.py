"""The addresses of figures."""

from django.urls import path

from insights import views

app_name = "insights"

urlpatterns = [
    path("own-figures/", views.own_figures, name="own_figures"),
    path("bank/<int:step_id>/use/", views.step_use, name="step_use"),
    path("overview/", views.overview, name="overview"),
    path("overview/schools/<int:school_id>/", views.school_overview, name="school_overview"),
    path("overview/trusts/<int:trust_id>/", views.trust_overview, name="trust_overview"),
    path("overview/schools/<int:school_id>/bank/", views.school_bank, name="school_bank"),
    path("overview/trusts/<int:trust_id>/bank/", views.trust_bank, name="trust_bank"),
    path(
        "overview/schools/<int:school_id>/overview.<str:kind>", views.take_school_overview, name="take_school_overview"
    ),
    path("overview/trusts/<int:trust_id>/overview.<str:kind>", views.take_trust_overview, name="take_trust_overview"),
]
