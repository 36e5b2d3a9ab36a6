"""What every kind of file has in common to say."""

TOO_LARGE = "This file is larger than {most}. Make it smaller, or add a photo of the part that counts."


def sized(size):
    """A size as a person reads it: 48 KB, 1.2 MB, 10 MB."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} KB"
    return f"{size / 1024 / 1024:.1f} MB".replace(".0 ", " ")
