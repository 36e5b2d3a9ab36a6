"""What a file is called here: a plain name, with the ending that its content asks for."""

import re
import unicodedata

LONGEST = 100
# Some systems take these for devices, whatever their ending.
DEVICES = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
# The endings that kinds of files have: short, with a letter in them. "12.10" of a date is none.
ENDING = re.compile(r"\.(?=\d*[a-z])[a-z0-9]{1,5}$", re.IGNORECASE)
NOT_IN_NUMBER = re.compile(r"(?<!\d)\.|\.(?!\d)")


def safe_name(name, ending):
    """`name` without its path, without what can't be seen or steers how it is read, with `ending` (like ".jpg") alone.

    Never empty, at most 100 characters, never "..", never with a second ending.
    """
    name = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    # Cc, Cf (which turn the direction of writing), Cs, Co, Cn, Zl, Zp: nothing of a name that a person sees.
    seen = "".join(" " if unicodedata.category(sign)[0] in "CZ" else sign for sign in name)
    seen = re.sub(r'[<>:"|?*;%&`$=]', " ", seen)
    seen = seen.strip().rstrip(". ")
    while ENDING.search(seen):
        seen = ENDING.sub("", seen).rstrip(". ")
    seen = re.sub(r"\s+", " ", NOT_IN_NUMBER.sub(" ", seen)).strip(" -_")
    if not seen or DEVICES.fullmatch(seen):
        seen = "File"
    return seen[: LONGEST - len(ending)].strip() + ending
