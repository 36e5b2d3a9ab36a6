"""The app that knows every other: settings, addresses, access, demo data."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin


class ConfigConfig(AppConfig):
    name = "config"
    default = True


class SupportConfig(admin.AdminConfig):
    default = False
    default_site = "config.support.SupportSite"
