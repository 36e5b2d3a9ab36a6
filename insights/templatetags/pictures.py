"""{% picture of %}: a picture, with its numbers as a table behind it."""

from django import template

from insights.pictures import BARS, LABELS

register = template.Library()


@register.inclusion_tag("insights/picture.html")
def picture(of):
    """The SVG of a `Picture`; nothing for one without lines."""
    places = {"start": LABELS, "label_x": LABELS - 8, "whole": BARS, "words_x": LABELS + BARS + 8}
    return {"picture": of, "bars": of.bars, "width": LABELS + BARS + 85, **places}
