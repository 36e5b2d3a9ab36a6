from django.apps import AppConfig


class ActionstepsConfig(AppConfig):
    name = "actionsteps"
