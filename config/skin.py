"""Django's own forms in our look: classes on the inputs here, the markup in templates/django/forms/."""

from django import forms
from django.forms.renderers import TemplatesSetting

CLASSES = (  # the first that fits
    (forms.CheckboxSelectMultiple, "govuk-checkboxes__input"),
    (forms.CheckboxInput, "govuk-checkboxes__input"),
    (forms.RadioSelect, "govuk-radios__input"),
    (forms.Textarea, "govuk-textarea"),
    (forms.Select, "govuk-select"),
    (forms.widgets.Input, "govuk-input"),
)


class BoundField(forms.BoundField):
    """A field with our classes, no placeholder (a hint says it better) and no colon after its label."""

    def build_widget_attrs(self, attrs, widget=None):
        attrs = super().build_widget_attrs(attrs, widget)
        widget = widget or self.field.widget
        name = next((name for kind, name in CLASSES if isinstance(widget, kind)), "")
        if name and not widget.is_hidden:
            names = [widget.attrs.get("class", ""), name, f"{name}--error" if self.errors else ""]
            attrs["class"] = " ".join(filter(None, names))
        if "placeholder" in widget.attrs:
            attrs["placeholder"] = False
        return attrs

    def label_tag(self, contents=None, attrs=None, label_suffix="", tag=None):
        return super().label_tag(contents, attrs, label_suffix or "", tag)

    def css_classes(self, extra_classes=None):
        own = "govuk-form-group govuk-form-group--error" if self.errors else "govuk-form-group"
        return f"{own} {super().css_classes(extra_classes)}".strip()


class Renderer(TemplatesSetting):
    bound_field_class = BoundField
