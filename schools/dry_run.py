"""What a dry run says of a row, in the words and colours that every such page has."""

NEW, CHANGED, SAME, REFUSED = "new", "changed", "same", "refused"
WORDS = {NEW: "New", CHANGED: "Changes", SAME: "Stays as it is", REFUSED: "Left out"}
TAGS = {NEW: "tag--done", CHANGED: "tag--now", SAME: "tag--wait", REFUSED: "tag--warn"}
