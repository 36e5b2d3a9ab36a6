"""What is typed about a record: the file of one from another school."""

from django import forms


class RecordForm(forms.Form):
    """The file of a record from another school."""

    file = forms.FileField(
        label="Your record",
        help_text="The file that ends in .json. You took it away from So That at your other school.",
        widget=forms.FileInput(attrs={"accept": ".json,application/json"}),
        error_messages={"required": "Choose the file of your record", "empty": "This file is empty. Choose another."},
    )
