"""Static files with names made from what they hold; our scripts' imports are renamed with them."""

from whitenoise.storage import CompressedManifestStaticFilesStorage as Hashed


class HashedStaticFiles(Hashed):
    support_js_module_import_aggregation = True
    # Only static/js: a comment in one of django-htmx's files reads like an import of what isn't there.
    _js_module_import_aggregation_patterns = ("js/*.js", Hashed._js_module_import_aggregation_patterns[1])
