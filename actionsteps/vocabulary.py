"""The closed lists a step is sorted by, as slug and label, and how much one of its texts may hold."""

STANDARDS = {
    1: "High expectations",
    2: "How pupils learn",
    3: "Subject and curriculum",
    4: "Classroom practice",
    5: "Adaptive teaching",
    6: "Assessment",
    7: "Managing behaviour",
    8: "Professional behaviours",
}
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
    "early-reading": "Early reading",
    "mathematics": "Mathematics",
    "science": "Science",
    "languages": "Languages",
    "humanities": "Humanities",
    "arts": "Arts",
    "pe": "PE",
    "computing": "Computing",
    "design-technology": "Design and technology",
}
GENERAL = "general"
LADDER = ("Not yet doing it", "Doing it, needs work", "Doing it well", "Stretch")
LONGEST = 2000
