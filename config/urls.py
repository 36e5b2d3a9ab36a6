"""Every address: each app's, signing in, support."""

from django.contrib import admin
from django.urls import include, path

from config import views, views_support
from config.views_signing_in import leaders_sign_in

urlpatterns = [
    path("", include("coaching.urls")),
    path("", include("actionsteps.urls")),
    path("", include("schools.urls")),
    path("", include("evidence.urls")),
    path("", include("insights.urls")),
    path("account/", include("config.urls_signing_in")),
    path("schools/<int:school_id>/signing-in/", leaders_sign_in, name="leaders_sign_in"),
    path("kept/", views.kept, name="kept"),
    path("kept/<int:pk>/throw-away/", views.throw_away, name="throw_away"),
    path("privacy/", views.privacy, name="privacy"),
    path("whoami/", views.whoami, name="whoami"),
    path("support/read/<int:school_id>/<int:ect_id>/", views_support.read_week, name="read_week"),
    path("support/", admin.site.urls),
]

handler403 = "config.views.permission_denied"
handler404 = "config.views.not_found"
