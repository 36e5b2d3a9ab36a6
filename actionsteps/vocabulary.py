"""The closed lists a step is sorted by: phases and subjects, as slug and label."""

PHASES = {
    "eyfs": "Early years",
    "ks1": "Key stage 1",
    "ks2": "Key stage 2",
    "ks3": "Key stage 3",
    "ks4": "Key stage 4",
    "ks5": "Sixth form",
}
SUBJECTS = {
    "english": "English",
    "mathematics": "Mathematics",
    "science": "Science",
    "languages": "Languages",
    "humanities": "Humanities",
    "arts": "Arts",
    "pe": "PE",
    "early-reading": "Early reading",
    "computing": "Computing",
    "design-technology": "Design and technology",
}
GENERAL = "general"
LADDER = ("Not yet doing it", "Doing it, needs work", "Doing it well", "Stretch")
