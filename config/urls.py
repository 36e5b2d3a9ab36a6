"""Every address: each app's, sign-in, the admin."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("coaching.urls")),
    path("account/", include("allauth.account.urls")),
    path("support/", admin.site.urls),
]
