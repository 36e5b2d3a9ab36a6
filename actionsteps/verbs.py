"""The verbs of the classroom, and their "-ing" forms.

Only a verb that stands here is ever turned: a form that would have to be guessed is not safe, and the steps are then
listed as they were typed (A23).
"""

import re

# What an ECT may be asked to do, in the imperative.
_REGULAR = """
accept accompany acknowledge act activate adapt add address adjust adopt advise agree aim align allocate allow
alternate amend analyse annotate announce answer anticipate apply appoint appreciate approach arrange arrive
articulate ask assess assign attach attend avoid award backtrack balance bank base bat be black blank blend block
bookmark bounce box break bridge brief bring browse buddy build bullet call capitalise capture card carry catch
categorise celebrate centre challenge change chant chart chase check cheer choose chop chunk circle circulate claim
clarify clean clear clip close cluster coach code cold-call collect colour colour-code combine commence comment
communicate compare compete compile complement complete compose conclude condense conduct confirm congratulate connect
consider consolidate construct contact contain continue contrast contribute convert copy correct count cover create
cross cross-check cross-reference crouch cushion customise date deal decide decode decorate dedicate deepen define
delay delete deliberate deliver demand demonstrate describe design detail detect determine develop devise diagnose
diarise dictate differentiate direct discuss dismiss disperse display distinguish distract distribute divide do draft
draw drill drip-feed duplicate ease echo edit educate elicit eliminate email emphasise enable enact encourage end
enforce engage engineer enlarge ensure enter envisage equalise escalate escort establish estimate evaluate exaggerate
examine exchange exclude exemplify exit expect experiment explain exploit explore express extend face factor fade fan
feed fetch figure fill film filter finalise find finish fix flash flesh flick flip flow focus fold follow force
foreground form forward frame free freeze gain gather gauge generate gesture give glance go grade grant greet group
guess guide halt halve hand hang have head hear help hide highlight hold host hover hug hunt identify ignore
illustrate imagine imitate implement improve include indicate inform insert insist inspect inspire instruct integrate
interact interleave interpret interrupt intervene introduce invent investigate invite iron isolate issue italicise
itemise jigsaw join judge juggle jumble jump justify keep kick kneel know laminate land launch lay layer lead lean
leap learn leave lend lengthen lift light limit line link list listen live-mark load lock look loop loosen lose lower
magnify maintain make manage manipulate mark master match measure mediate meet memorise mend mention mime mind
minimise mirror mix monitor motion motivate mouth move name narrate narrow navigate neaten negotiate neutralise
nominate normalise note notice number nurture observe obtain offer offload open orchestrate order organise outline
overlay overlearn oversee overwrite pace pack paint pair paraphrase park partner pass paste pause peel peer-mark perch
perfect perform persist personalise phone photocopy photograph phrase pick pilot pinpoint pitch place plant play point
pose position post pour power practise praise pre-empt pre-plan pre-record pre-teach predict preface prepare present
preteach pretend prevent preview prime print prioritise probe process produce progress project promise promote prompt
pronounce proofread propose protect prove provide provoke publish pull punctuate push query question quicken quieten
quote race raise rank rate re-ask re-explain re-read re-state re-teach reach read realise reassure rebuild recall
recast receive recheck reclaim reconnect reconsider record rectify redirect redraft reduce reflect refocus reframe
register rehang rehear rehearse reinforce relate relax release relocate rely remember remind remove rename repair
repeat rephrase replace replay reply report reposition represent request require reread rescue reseat reserve resist
resolve respond restart restate restrict retain reteach retell retest rethink retrace retrieve retry return retype
reveal reverse revert review revise revisit reward reword rewrite ring ripple role-play roll rotate rouse rule sample
sanction save say scaffold scan schedule score screenshot scribe script seal seat section seek segment seize select
self-assess send separate sequence shade shadow shape share sharpen shelter shift shorten shout show shuffle signify
signpost silence simplify sing sketch slice slide slow smile smooth soften solve sort sound space speak specify speed
spell spend spotlight spread stabilise stack stagger stall stamp stand standardise stare start state stay steer stick
stimulate stoop store storyboard stream strengthen stress stretch stride strike string structure study style subdivide
subitise substitute subtract suggest suit summarise summon supervise supply support surface survey suspend sustain
sweep switch synthesise tabulate tackle tailor take talk tally tape taper target teach team tell test thank theme
think thread throw thumb tick tidy tie tighten tilt time tone toss touch tour trace track trade train transcribe
transition translate treat triage trigger trust try tune turn twist type uncover underline understand undertake unfold
unite unlock unpack unpick update upgrade uphold urge use utilise validate vary verbalise verify view visit visualise
vocalise voice volunteer vote wait walk warm warn watch wave wear weave weed weigh welcome whisper whittle widen wind
wipe withdraw withhold wonder word work write yield zoom
"""

# These double the last letter, or end in a way that a rule would get wrong.
_IRREGULAR = {
    "abandon": "abandoning",
    "admit": "admitting",
    "agree": "agreeing",
    "bat": "batting",
    "be": "being",
    "begin": "beginning",
    "bin": "binning",
    "cancel": "cancelling",
    "cap": "capping",
    "channel": "channelling",
    "chat": "chatting",
    "chop": "chopping",
    "clap": "clapping",
    "clip": "clipping",
    "cold call": "cold calling",
    "commit": "committing",
    "control": "controlling",
    "crop": "cropping",
    "cue": "cueing",
    "cut": "cutting",
    "dial": "dialling",
    "dig": "digging",
    "dim": "dimming",
    "dip": "dipping",
    "dot": "dotting",
    "drip-feed": "drip-feeding",
    "drop": "dropping",
    "dye": "dyeing",
    "embed": "embedding",
    "equip": "equipping",
    "fan": "fanning",
    "fit": "fitting",
    "flag": "flagging",
    "flip": "flipping",
    "format": "formatting",
    "fuel": "fuelling",
    "get": "getting",
    "grab": "grabbing",
    "grid": "gridding",
    "hit": "hitting",
    "hug": "hugging",
    "hum": "humming",
    "initial": "initialling",
    "jot": "jotting",
    "label": "labelling",
    "let": "letting",
    "level": "levelling",
    "lie": "lying",
    "live mark": "live marking",
    "live model": "live modelling",
    "live-model": "live-modelling",
    "log": "logging",
    "map": "mapping",
    "mark up": "marking up",
    "marshal": "marshalling",
    "model": "modelling",
    "mop": "mopping",
    "nod": "nodding",
    "omit": "omitting",
    "overlap": "overlapping",
    "parcel": "parcelling",
    "pat": "patting",
    "patrol": "patrolling",
    "pencil": "pencilling",
    "permit": "permitting",
    "pin": "pinning",
    "plan": "planning",
    "plot": "plotting",
    "plug": "plugging",
    "pop": "popping",
    "pre-plan": "pre-planning",
    "pre-teach": "pre-teaching",
    "prop": "propping",
    "put": "putting",
    "quiz": "quizzing",
    "rap": "rapping",
    "re-plan": "re-planning",
    "re-set": "re-setting",
    "rebut": "rebutting",
    "recap": "recapping",
    "refer": "referring",
    "remodel": "remodelling",
    "replan": "replanning",
    "reset": "resetting",
    "rid": "ridding",
    "role play": "role playing",
    "rub": "rubbing",
    "run": "running",
    "scan": "scanning",
    "scrap": "scrapping",
    "scrub": "scrubbing",
    "see": "seeing",
    "set": "setting",
    "shut": "shutting",
    "signal": "signalling",
    "sit": "sitting",
    "skim": "skimming",
    "skip": "skipping",
    "slip": "slipping",
    "slot": "slotting",
    "snap": "snapping",
    "spin": "spinning",
    "split": "splitting",
    "spot": "spotting",
    "step": "stepping",
    "stop": "stopping",
    "strap": "strapping",
    "strip": "stripping",
    "submit": "submitting",
    "sum": "summing",
    "swap": "swapping",
    "tag": "tagging",
    "tap": "tapping",
    "think aloud": "thinking aloud",
    "tie": "tying",
    "top": "topping",
    "total": "totalling",
    "transfer": "transferring",
    "transmit": "transmitting",
    "travel": "travelling",
    "trial": "trialling",
    "trim": "trimming",
    "tunnel": "tunnelling",
    "win": "winning",
    "wrap": "wrapping",
    "zip": "zipping",
}


def _regular(verb):
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    return verb + "ing"


ING = {verb: _regular(verb) for verb in _REGULAR.split()} | _IRREGULAR
IMPERATIVE = {ing: verb for verb, ing in ING.items()}

# "-ing" words that are as often things as acts: a pasted "reading and marking" is not two steps.
NOUN_TOO = frozenset(
    """being building learning lighting listening marking meaning meeting modelling planning questioning reading
    recording schooling seating setting sequencing speaking spelling starting teaching testing thinking training
    understanding warning wording working writing drawing painting grouping timing parking printing finding feeling
    tracking targeting scaffolding greeting mapping monitoring singing spending staging beginning ending opening
    reasoning wedding making heading holding sorting spacing coding counting dating""".split()
)

_FIRST = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def leading_verb(text):
    """The known verb `text` starts with and the place where it ends, or ("", 0). Any case; "cold call" is one verb."""
    first = _FIRST.match(text)
    if first is None:
        return "", 0
    second = _FIRST.match(text, first.end() + 1) if text[first.end() : first.end() + 1] == " " else None
    if second is not None:
        pair = f"{first[0]} {second[0]}".lower()
        if pair in ING:
            return pair, second.end()
    word = first[0].lower()
    return (word, first.end()) if word in ING else ("", 0)


def leading_ing(text):
    """The known verb (in the imperative) whose "-ing" form `text` starts with and where that ends, or ("", 0)."""
    first = _FIRST.match(text)
    if first is None:
        return "", 0
    second = _FIRST.match(text, first.end() + 1) if text[first.end() : first.end() + 1] == " " else None
    if second is not None:
        pair = f"{first[0]} {second[0]}".lower()
        if pair in IMPERATIVE:
            return IMPERATIVE[pair], second.end()
    word = first[0].lower()
    return (IMPERATIVE[word], first.end()) if word in IMPERATIVE else ("", 0)
