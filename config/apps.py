"""The app that knows every other: settings, addresses, access, demo data."""

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"
