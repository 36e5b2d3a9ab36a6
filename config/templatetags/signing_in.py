"""What the templates of signing in need and Django doesn't bring."""

import json

from django import template
from django.core.serializers.json import DjangoJSONEncoder

register = template.Library()


@register.filter
def as_json(value):
    """A value as JSON, for a `data-` attribute: escaped like any text."""
    return json.dumps(value, cls=DjangoJSONEncoder)


@register.filter
def in_fours(text):
    """A long secret in groups of four, as people copy it."""
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))
