"""The addresses of figures."""

from django.urls import path

from insights import views

app_name = "insights"

urlpatterns = [
    path("own-figures/", views.own_figures, name="own_figures"),
]
