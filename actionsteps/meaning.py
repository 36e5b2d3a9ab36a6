"""How far a text says what somebody would see: its acts, and the marks of vagueness and precision about them.

English is vague by a head that names a direction and no act ("improve", "work on", "be more"), by comparatives, praise
words and adverbs ("better", "effective", "consistently") and by objects that can't be pointed at ("engagement"). It is
precise by an act that can be seen ("pause", "script"), or by a plainer one ("ask", "plan") whose complement says to what,
when, how many, in which words. Each act gets a score from these marks; length plays no part. A vague head can't be saved by
what follows it, only by another act beside it ("by …").
"""

import re
from dataclasses import dataclass, field

from actionsteps import lexicon as lex
from actionsteps.verbs import IMPERATIVE, ING

# An act from this score on is one that another could see done.
PRECISE = 1.5
# A step stands in the light of the key action and of its neighbours, so it needs less of its own.
STEP_PRECISE = 1.0

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*|%|&")
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "‐": "-", "‑": "-", "\u00a0": " "})
_QUOTED = re.compile(r"\"[^\"\n]*[^\W_][^\"\n]*\"|(?<!\w)'(?=[^\W_])[^'\n]*(?:\w'\w[^'\n]*)*'(?!\w)")
_EXAMPLE = re.compile(r"\be\.?\s?g\b\.?|\bfor (?:example|instance)\b|\bsuch as\b|\bi\.e\b\.?|\bnamely\b")
_TECHNIQUE = re.compile(
    r"\b(?:cold[- ]call(?:ing)?|think[- ,]*pair[- ,]*share|turn and talk|show[- ]me(?: boards)?|exit tickets?|no hands up|"
    r"hands[- ]down|count ?downs?|i do,? we do|my turn,? (?:y)?our turn|choral (?:response|reading)|call and response|do now|"
    r"live marking|wait time|thinking time|think time|knowledge organisers?|seating plans?|say it again better|no opt out|"
    r"mini[- ]?whiteboards?|lolly ?sticks|random name|dual coding|frayer model|worked examples?|hinge questions?|"
    r"sentence (?:stems?|starters?|frames?)|brain dump|multiple[- ]choice|true or false|thumbs up|fist to five|"
    r"one (?:\w+ ){0,3}at a time|in pairs|on your signal|non-verbal|whole-class|per cent|left to right|(?:at|from|to|in) the (?:end|start|beginning|top|bottom|back|front|side|middle|left|right|door|board)|in full sentences?|eye contact|half-way|tip-?toes|on (?:mon|tues|wednes|thurs|fri)day|tomorrow|tonight|period (?:\d|one|two|three|four|five|six))\b"
)
_COMPANY = re.compile(r"\b(?:with|from) (?:the (?:help|support) of )?(?:a|an|your|another) (?:more )?(?:experienced |expert |trusted )?(?:colleague|mentor|partner|ta|teaching assistant|teacher|friend)\b")
# Phrases that head a text as a vague verb does.
_VAGUE_HEAD = re.compile(
    r"\b(?:mak(?:e|ing) (?:sure|certain)|mak(?:e|ing) (?:\w+ )?(?:better|more|good|full|fuller|greater|effective|best|the most|regular)(?: and \w+ \w+)? (?:use )?of|"
    r"work(?:ing)? (?:\w+ )?on|work(?:ing)? towards|focus(?:ing)? (?:\w+ )?on|think(?:ing)? (?:\w+ )*?(?:about|of|through)|"
    r"giv(?:e|ing) (?:\w+ )?(?:thought|consideration|attention|priority)|hav(?:e|ing) (?:an? )?(?:clearer|firmer|stronger|more|better|higher|high|strong|good|positive|greater) |"
    r"tak(?:e|ing) (?:(?:active|further|the necessary|appropriate|positive|proactive) )?(?:steps|action|account|care|responsibility|ownership|(?:\w+ )?account|into account|into consideration|every opportunity|more)|"
    r"look(?:ing)? (?:\w+ )?(?:for (?:\w+ )?(?:ways?|opportunities|chances)|at (?:ways|how|your (?!\w+ ?\w* ?(?:plan|books?|register))|the way|improving|developing|using)|into|to (?=\w+))|"
    r"get(?:ting)? (?:\w+ )?(?:better|to know|used|more|good)|deal(?:ing)? (?:\w+ )?with|build(?:ing)? (?:\w+ )?(?:on|upon|up|in (?:more|regular|greater|better|frequent|opportunit))|"
    r"find(?:ing)? (?:\w+ )?(?:ways?|opportunities|a (?:better )?(?:balance|way))|keep(?:ing)? (?:on )?(?:working|improving|developing|the (?:pace|momentum|energy|class|focus|room|lesson|pupils)|pupils (?:engaged|on task|motivated)|up|on top)|"
    r"bring(?:ing)? (?:\w+ )*?(?:to life|energy|enthusiasm)|pay(?:ing)? (?:more|closer|greater|better|attention)|show(?:ing)? (?:\w+ )?(?:more|interest|greater|better|respect|an? (?:\w+ )?(?:awareness|understanding|interest))|"
    r"set(?:ting)? (?:\w+ )?(?:high|higher|clear|clearer|consistent|ambitious|appropriate|the (?:right )?tone|work|tasks that)|"
    r"respond(?:ing)? (?:\w+ )?(?:appropriately|effectively|better|quickly|to (?:the |their |pupils' |individual )?needs)|(?:mov|tak)(?:e|ing) (?:your|pupils'?) (?:\w+ )?(?:forward|on|to the next level)|"
    r"ask(?:ing)? yourself|spend(?:ing)? (?:(?:more|some|enough|extra|less) )?(?:time|longer)|reach(?:ing)? out|try(?:ing)? (?:new|different|out (?:new|different|some|a)|a (?:range|variety)|some)|ha(?:ve|ving) (?:clear|consistent)|"
    r"meet(?:ing)? (?:the |all |each |every )?(?:\w+ )?(?:needs?|requirements|standards?)|go(?:ing)? (?:further|deeper|beyond)|do(?:ing)? (?:more|better|your best|what you can|whatever)|"
    r"hold(?:ing)? (?:\w+ )?(?:high|higher|pupils (?:more )?accountable|all pupils to)|demonstrat(?:e|ing) (?:an? |the |your )?(?:\w+ )?(?:understanding|awareness|commitment|knowledge|ability|enthusiasm|confidence)|"
    r"creat(?:e|ing) (?:an? )?(?:[\w-]+,? )*?(?:environment|climate|culture|atmosphere|opportunit(?:y|ies)|ethos|sense|relationships?|space|learning)|"
    r"plan(?:ning)? (?:\w+ )?(?:effectively|carefully|better|more|engaging|ahead|lessons|for (?:progress|all|differentiation|challenge|progression|the needs))|"
    r"provid(?:e|ing) (?:\w+ )?(?:more|better|opportunit(?:y|ies)|support|challenge|high-quality|effective|meaningful|timely|appropriate|regular|constructive|quality)|"
    r"rais(?:e|ing) (?:\w+ )?(?:\w+ )?(?:expectations|aspirations|standards|attainment|achievement|awareness|the (?:bar|profile|level|quality))|"
    r"reduc(?:e|ing) (?:the )?(?:amount of )?(?:\w+ )?(?:disruption|behaviour|workload|stress|anxiety|incidents|misbehaviour|barriers|noise|low-level|teacher talk|time)|"
    r"check(?:ing)? (?:\w+ )?(?:for )?(?:pupils' )?(?:understanding|progress|learning) (?:more|better|regularly|effectively|frequently|throughout|carefully|often)|"
    r"(?:us(?:e|ing)|ask(?:ing)?) (?:\w+ )?(?:more|better|a (?:wider |broader |greater |bigger |good )?(?:range|variety|mix|selection)|(?:a )?(?:different|various|varied|new|effective|appropriate))|"
    r"includ(?:e|ing) (?:more|better|a (?:wider |greater )?(?:range|variety))|giv(?:e|ing) (?:(?:pupils|students|all|them|children|learners) )*(?:more|better|clearer|greater|regular|effective|high-quality|good|quality|clear|the support|opportunities|every opportunity|chances)|"
    r"show(?:ing)? (?:\w+ )?that you|take an interest|model(?:ling)? (?:high|positive|good|the right|appropriate) |talk(?:ing)? (?:less|more)(?! than)|speak(?:ing)? (?:more|with (?:more|greater))|"
    r"stay(?:ing)? (?:calm|positive|on top|focused|organised)|act(?:ing)? (?:more|as a)|com(?:e|ing) across|lift(?:ing)? the|read(?:ing)? (?:up|more|widely|around)|"
    r"cover(?:ing)? (?:all|the|more)(?: \w+)? content|stop(?:ping)? (?:being|(?:low-level )?disruption|(?:bad |poor |mis)behaviour)|clos(?:e|ing) (?:the |any )?gaps?|clear(?:ing)? up|draw(?:ing)? on|step(?:ping)? up|turn(?:ing)? (?:\w+ )?around|let(?:ting)? \w+ know (?:that )?you)\b"
)
_BE = frozenset(("be", "being", "become", "becoming", "feel", "feeling", "seem", "appear", "remain", "remaining"))
_MARK_PHRASE = re.compile(
    r"\b(?:(?:range|variety|a number|mix|selection|host|plenty|lots) of|a lot (?:more|of)?|at all times|throughout|across (?:the|all|your|different|every)|over time|"
    r"(?:this|next) (?:year|term|half[- ]term)|(?:where|when|as|if|wherever|whenever) (?:appropriate|possible|necessary|needed|required|relevant)|and so on|"
    r"to (?:good|great|better|greater|best|full) effect|in general|as much as possible|in (?:all|every|each) (?:of )?(?:your |my |the )?(?:lessons?|class(?:es)?|areas?)|"
    r"all (?:lessons|learners|abilities|areas|classes)|full potential|best practice|the needs of|at regular intervals|on a regular basis|a bit|in line with|the right (?:level|tone|amount|time|balance|kind|way|pace|degree))\b"
)
_NO_SUBORDINATE = re.compile(r"\b(?:where|when|as|if|wherever|whenever) (?:appropriate|possible|necessary|needed|required|relevant|they (?:arise|emerge|occur))\b")
_PREPOSITIONS = frozenset("about across against along around at behind between by for from in into on onto over per through throughout to toward towards under with within without so".split())
_OPENERS = frozenset(
    "and or then to will should must can could would not don't also please but just i'll we'll let's either & shall may might first next finally".split()
)
_MODALS = frozenset("will should must can could would may might not".split())
_ING_OPENERS = frozenset("by and or then not without start starting begin practise".split())
# "plan to capture", "I need to pause": the act is the one after "to".
_NEEDS = frozenset("need want have going like able".split())
_TRANSPARENT = frozenset("plan planning need want try aim begin start continue like going strive remember is agree ought intend hope have practise".split())
_FRAMES = frozenset(
    "have having ask asking get getting tell telling require requiring invite inviting expect instruct let letting make making direct prompt prompting give giving call give teach train encourage encouraging want remind allow challenge".split()
)
# Words that stand as a noun as often: a verb only with something to act on.
_NOUN_TOO = frozenset(
    """answer break call challenge chant check clap colour contrast copy count cover cue design direct display draft draw echo end
    exchange face film focus follow form frame gesture glance group guide help highlight hand hold issue label lead line link list look map mark match
    measure model mouth move name note number order outline pace pair park pause phone photograph pin place plan play point post praise
    present print project prompt pull push question quiz rank rate read record request research respond return reveal review reward ring
    rule run sample scaffold schedule score script seat sequence set shade share sort sound space speed spell spot stamp start state
    step stick stop structure study support swap switch talk target test text thank tick time touch trace track train
    turn type use view visit voice volunteer vote wait walk watch welcome whisper work zoom balance practice progress
    experiment increase control command value interest address display repair raise""".split()
)
_SMALL = {"same": 0.3, "then": 0.4, "only": 0.3}
_COUNTING = lex.NUMBER | {"one"}
_DEFINITE = frozenset("the their your his her its our each every".split())
_PARTICLES = frozenset("down up open closed away off out first facing ready empty".split())
_NOT_COUNTED = frozenset("classes class lesson lessons year years week weeks term terms month months groups subjects areas half-terms stage".split())
_LEVELS = frozenset("year yr y key stage ks set standard grade gcse level chapter".split())


_LEADERS = frozenset("with during before after at in on when whenever as if once while where until following for from within having".split())
_AFTER_NOUNS = frozenset("and or to of that which who is are as than is can will".split())
_NEVER_BEFORE_AN_ACT = (
    lex.DETERMINER | lex.PEOPLE | _PREPOSITIONS | lex.GENERIC | lex.NUMBER | frozenset("of to i you we they and or is are seating".split())
) - {"aloud", "it", "him", "her", "them", "down", "up"}


@dataclass
class Word:
    """A word in lower case with its place, and the punctuation before it."""

    text: str
    start: int
    end: int
    gap: str


# Vague as heads, but plain enough inside "how you will …".
_TEACHING = frozenset("know understand learn think target enable address work remember apply support adapt prioritise use encourage challenge respond".split())


@dataclass
class Act:
    """Something the text says to do: its verb's place, what kind of verb it is, and its score."""

    verb: str
    kind: str
    first: int
    after: int
    score: float = 0.0


@dataclass
class Reading:
    """What a text turned out to say."""

    words: list = field(default_factory=list)
    acts: list = field(default_factory=list)
    score: float = 0.0
    weak: list = field(default_factory=list)

    @property
    def vague_act(self):
        return next((act for act in self.acts if act.kind == "vague"), None)


def fold(text):
    """`text` with case and curly marks gone, each character still in its place."""
    return "".join(low if len(low := letter.lower()) == 1 else letter for letter in text.translate(_STRAIGHT))


def without_quotes(folded):
    """`folded` with what stands in quotation marks blanked, every other character in its place."""
    return _QUOTED.sub(lambda quoted: " " * len(quoted[0]), folded)


def read(text):
    """The `Reading` of one text. Pure, about 0.3 ms for thirty words."""
    folded = fold(text)
    words, end = [], 0
    said = without_quotes(folded)
    for found in _WORD.finditer(said if _WORD.search(said) else folded):
        words.append(Word(found[0], found.start(), found.end(), folded[end : found.start()]))
        end = found.end()
    reading = Reading(words)
    if not words:
        return reading
    acts = _acts(folded, words)
    marks = _Marks(folded, words)
    for place, act in enumerate(acts):
        following = next((other.first for other in acts[place + 1 :] if other.first > act.after + 1), len(words))
        act.score = marks.score(act, following, acts[place - 1].after if place else 0)
    if not acts or acts[0].first > 0 and not any(word.text in lex.SUBORDINATOR for word in words[: acts[0].first]):
        bare = Act("", "none", 0, 0)
        bare.score = marks.bare_score(acts[0].first if acts else len(words))
        acts.insert(0, bare)
    reading.acts = acts
    vague = sum(act.kind == "vague" for act in acts)
    best = max(act.score for act in acts)
    reading.score = best - min(0.6, 0.2 * vague) if best < 2.5 else best
    reading.weak = marks.weak
    return reading


def _acts(folded, words):
    """The acts the text asks of the teacher, in order. What pupils do, and what is done to what end, are not among them."""
    heads = {}
    for found in _VAGUE_HEAD.finditer(folded):
        heads[found.start()] = found.end()
    acts, skip, pupil_clause = [], -1, False
    for place, word in enumerate(words):
        if any(mark in word.gap for mark in ",.;:!?(") or "\n" in word.gap:
            pupil_clause = False
        if place < skip:
            continue
        opening = _opens(words, place)
        if not opening:
            if opening is None:
                pupil_clause = True
            continue
        if opening == "and" and pupil_clause:
            continue
        if word.start in heads and opening:
            after = next((other for other in range(place, len(words)) if words[other].start >= heads[word.start]), len(words))
            acts.append(Act(folded[word.start : heads[word.start]], "vague", place, after))
            skip = after
            continue
        verb = _verb(word.text) or (opening == "start" and word.text in ING and word.text)
        if word.text in ("think", "thinking") and place + 1 < len(words) and words[place + 1].text == "aloud":
            verb = "narrate"
        if word.text in _BE:
            acts.append(Act(word.text, "vague", place, min(place + 1, len(words))))
        elif not verb or (place and (opening in ("and", ",") or ":" in word.gap) and word.text in _NOUN_TOO and not _has_object(words, place)):
            continue
        else:
            kind = (
                "vague" if verb == "work" and _next(words, place) in ("with", "alongside", "closely", "together") else
                "slight" if verb in lex.SLIGHT else "seen" if verb in lex.SEEN else "vague" if verb in lex.VAGUE else "shown"
            )
            acts.append(Act(verb, kind, place, place + 1))
    return acts


def _verb(word):
    """The verb in its base form that `word` may be, or ""."""
    base = IMPERATIVE.get(word, word)
    if base in _KNOWN:
        return base
    head, hyphen, tail = base.rpartition("-")
    if hyphen and (inner := IMPERATIVE.get(tail, tail)) in _KNOWN:
        return "re-explain" if inner in lex.VAGUE else inner
    if word in lex.SEEN_ING:
        return lex.SEEN_ING[word]
    return ""


_KNOWN = lex.SEEN | lex.SHOWN | lex.SLIGHT | lex.VAGUE


def _opens(words, place):
    """Whether an act may begin at `place`: the kind of opening, "" if not, None where pupils are the ones who act."""
    word = words[place]
    if place == 0:
        return "start"
    if any(mark in word.gap for mark in ".;:!?(–—\n") or re.search(r"\s-\s", word.gap):
        return "start"
    previous = words[place - 1].text
    is_ing = word.text.endswith("ing") and word.text not in _KNOWN
    led = _led_sentence(words, place)
    if "," in word.gap:
        return "start" if led else ","
    if led and previous not in _NEVER_BEFORE_AN_ACT and not is_ing and _verb(word.text) and _has_object(words, place) and (word.text not in lex.PEOPLE):
        return "start"
    if previous == "to":
        before = words[place - 2].text if place > 1 else ""
        if before in _NEEDS and place > 2 and words[place - 3].text in ("i", "you", "we") and not _asks_teacher(words, place - 2):
            return ""
        if any(other.text == "work" for other in words[max(0, place - 9) : place - 1]) and words[0].text == "work" and not before in lex.PEOPLE:
            return "to"
        if before in _TRANSPARENT and not _by_pupils(words, place - 2):
            return "to"
        return None if before in lex.PEOPLE else ""
    if previous.endswith("ly"):
        return _opens_after_adverb(words, place)
    if is_ing and previous in ("and", "or") and not any(other.text.endswith("ing") for other in words[:place - 1]):
        return ""
    if is_ing:
        return previous if previous in _ING_OPENERS else ""
    if previous in _OPENERS:
        if previous in _MODALS and not _asks_teacher(words, place - 1):
            return ""
        return "and" if previous in ("and", "or") else previous
    if previous in ("you", "i", "we") and place == 1:
        return "start"
    if previous in ("you", "i", "we") and place > 1 and any(mark in words[place - 1].gap for mark in ":;.–—"):
        return "start"
    if previous in lex.PEOPLE and place > 1 and any(other.text in _FRAMES for other in words[max(0, place - 5) : place - 1]):
        return None
    return ""


def _led_sentence(words, place):
    """Whether the sentence opens with a phrase of time, place or company, and no act has come yet before `place`."""
    start = place
    while start > 0 and not any(mark in words[start].gap for mark in ".;!?\n"):
        start -= 1
    if words[start].text not in _LEADERS or start == place:
        return False
    return not any("," in word.gap and (verb := _verb(word.text)) and not word.text.endswith("ing") for word in words[start + 1 : place])


def _opens_after_adverb(words, place):
    if place == 1:
        return "start"
    before = words[place - 2].text
    if any(mark in words[place - 1].gap for mark in ".;:!?,(–—\n"):
        return "start"
    return "and" if before in ("and", "or") else before if before in _OPENERS or before in _ING_OPENERS or place == 2 and before in ("i", "you", "we") else ""


def _asks_teacher(words, place):
    """Whether the modal at `place` opens a sentence about the teacher: "I will", "you should also"."""
    subject = place - 1
    return subject < 0 or words[subject].text in ("i", "you", "we") and (subject == 0 or bool(words[subject].gap.strip()) or words[subject - 1].text in ("and", "so"))


def _by_pupils(words, place):
    """Whether the verb at `place` is said of pupils: "pupils should", "what they need to"."""
    return any(other.text in lex.PEOPLE or other.text == "they" for other in words[max(0, place - 2) : place])


def _next(words, place):
    return words[place + 1].text if place + 1 < len(words) else ""


def _has_object(words, place):
    if place + 1 >= len(words) or words[place + 1].gap.strip():
        return False
    following = words[place + 1].text
    return following in lex.DETERMINER or following in lex.PEOPLE or following in lex.CONCRETE or following.isdigit() or following.endswith("ly") or following in lex.MANNER or following in lex.SUBORDINATOR or following in _PREPOSITIONS and following not in ("of", "to")


_BASE = {"seen": 2.0, "shown": 1.2, "slight": 0.5, "vague": -1.0}


class _Marks:
    """The marks of one text, found once; `score` weighs those that stand about one act."""

    def __init__(self, folded, words):
        self.folded, self.words, self.weak = folded, words, []
        self.quoted = [found.span() for found in _QUOTED.finditer(folded)]
        self.examples = [found.start() for found in _EXAMPLE.finditer(folded)]
        self.techniques = [found.span() for found in _TECHNIQUE.finditer(folded)]
        self.company = [found.start() for found in _COMPANY.finditer(folded)]
        self.idle = [found.span() for found in _NO_SUBORDINATE.finditer(folded)]
        self.phrases = [found.span() for found in _MARK_PHRASE.finditer(folded)]

    def score(self, act, end, previous):
        """The score of `act`, whose complement runs to the word `end`; what leads up to it begins at `previous`."""
        plus, minus = self._weigh(act.after, end, act.kind != "vague")
        before = act.first - 1
        if before >= 0 and self.words[before].text in lex.ADVERB:
            minus += 0.6
            self._weak("adverb", before)
        if act.kind == "vague":
            return min(0.0, _BASE["vague"] - minus)
        if self._led_by_a_moment(act.first, previous):
            plus += 0.8
        return _BASE[act.kind] + plus - min(minus, 2.5)

    def bare_score(self, end):
        """The score of words with no verb of doing, up to the word `end`: "pens down before you explain"."""
        plus, minus = self._weigh(0, end, True)
        if any(word.text in _PARTICLES for word in self.words[:end]):
            plus += 0.5
        if len(self.words) > 12 or any(word.text in ("should", "will", "is", "are") for word in self.words[:end]):
            minus += 1.0
        return 0.6 + min(plus, 1.6) - minus if plus >= 0.9 else plus - minus

    def _led_by_a_moment(self, first, previous):
        """Whether a clause of time or condition leads up to the act in its own sentence."""
        for place in range(first - 1, -1, -1):
            if any(mark in self.words[place + 1].gap for mark in ".;!?"):
                return False
            if place < previous and previous:
                return False
            if self.words[place].text in lex.SUBORDINATOR and self._is_subordinator(place):
                return True
        return False

    def _is_subordinator(self, place):
        word = self.words[place]
        if any(start <= word.start < end for start, end in self.idle):
            return False
        following = self.words[place + 1].text if place + 1 < len(self.words) else ""
        if word.text == "as":
            return following in ("soon", "you", "pupils", "they", "each", "the", "a", "one") or following in lex.PEOPLE
        if word.text == "once":
            return following in ("you", "pupils", "they", "the", "all", "every", "it", "everyone", "each", "most", "a")
        if word.text in ("before", "after", "until", "till") and following in ("half-term", "christmas", "easter", "summer", "the") and word.text in ("before", "after", "until"):
            return not (place + 2 < len(self.words) and self.words[place + 2].text in ("end", "half-term", "term", "holidays", "holiday", "year"))
        return True

    def _weigh(self, start, end, alert):
        words, plus, minus = self.words, 0.0, 0.0
        concrete, numbers, seen, loose = set(), 0, set(), False
        in_object, part = True, 1.0
        left = words[start - 1].end if start else 0
        right = words[end - 1].end if end > start else left
        reach = words[end].start if end < len(words) else len(self.folded)
        # A colon or a bracket belongs to what stands before it.
        for place in range(start, end):
            word = words[place]
            text = word.text
            following = words[place + 1].text if place + 1 < len(words) else ""
            if "," in word.gap or text in _PREPOSITIONS:
                in_object = False
            if text in lex.SUBORDINATOR and self._is_subordinator(place):
                in_object, part = False, 0.2
                plus += 0 if "when" in seen else 0.8
                seen.add("when")
                continue
            if following in ("you", "they") and place > start and not words[place + 1].gap.strip() and text not in _PREPOSITIONS and text not in _AFTER_NOUNS and text not in lex.WH and text not in lex.ABSTRACT and not _verb(text) and "that" not in seen and not self._wh_is_vague(place):
                plus += 0.4
                seen.add("that")
            if text in lex.WH:
                in_object = False
                if "wh" not in seen and not self._wh_is_vague(place):
                    plus += 1.0 if following in ("long", "many", "much", "often") else 0.6
                    part = 0.1 if following in lex.PEOPLE or following == "they" else 0.4
                seen.add("wh")
                continue
            if text in ("that", "which", "who") and place > start:
                if "that" not in seen and not self._wh_is_vague(place):
                    plus += 0.4
                    part = 0.4
                    seen.add("that")
                in_object = False
                continue
            if text in lex.COMPARATIVE and following not in ("than", "to", "towards", "experienced") and (place == 0 or words[place - 1].text not in ("no", "one", "once", "two", "any", "three", "say", "to")):
                minus += 1.0 * part
                loose = loose or part == 1.0
                self._weak("comparative", place, alert)
            elif text in lex.ADVERB:
                minus += 0.6 * part
                self._weak("adverb", place, alert)
            elif text in lex.GENERIC and following not in ("now",):
                minus += (0.6 if in_object else 0.15) * part
                self._weak("praise", place, alert)
            elif text in lex.ABSTRACT and following in ("you", "they", "pupils", "we"):
                plus += 0 if "that" in seen else 0.4
                seen.add("that")
            elif text in lex.ABSTRACT and following in ("that", "which") and not self._wh_is_vague(place + 1):
                pass  # the clause says which one
            elif text in lex.ABSTRACT and place and words[place - 1].text in _COUNTING:
                pass  # what can be counted can be seen
            elif text in lex.ABSTRACT and self._is_head(place):
                minus += (0.6 if in_object else 0.1) * part
                self._weak("abstract", place, alert)
            elif text in lex.CONCRETE:
                concrete.add(text)
                if place > start and words[place - 1].text in _DEFINITE and "definite" not in seen:
                    plus += 0.3
                    seen.add("definite")
            elif text in lex.MANNER:
                plus += 0 if "manner" in seen else 0.6
                seen.add("manner")
            if self._is_number(place):
                numbers += 0.3 if self._counts_nothing(place) else 1.0
            elif text == "one" and following and not words[place + 1].gap.strip() and (following not in _PREPOSITIONS or following == "at"):
                numbers += 0.2 if self._counts_nothing(place) else 0.7
            elif text in ("each", "every") and (following in lex.PEOPLE or following not in _NOT_COUNTED and following not in _AFTER_NOUNS and following not in lex.ABSTRACT or text == "each" and following != "and"):
                plus += 0 if "each" in seen else 0.3
                seen.add("each")
            elif text in ("same", "then", "only"):
                plus += 0 if text in seen else _SMALL[text]
                seen.add(text)
            elif place == start and text.endswith("ing") and _verb(text) in lex.SEEN | lex.SHOWN:
                plus += 0.6
            elif text in lex.PEOPLE and self._pupils_act(place, start, end):
                plus += 0 if "pupils" in seen else 1.0
                seen.add("pupils")
            elif text in ("rather", "instead") and following in ("than", "of"):
                plus += 0.4
        plus += min(1.4, 0.7 * len(concrete)) + min(1.2, numbers)
        pinned = False
        if any(left - 60 <= where < right for where in self.company):
            plus += 0.4
        if any(left - 2 <= where[0] < reach for where in self.quoted):
            plus += 1.0
            pinned = True
        if any(left - 20 <= where < right + 6 for where in self.examples):
            plus += 0.8
            pinned = True
        if any(left - 1 <= where[0] < right for where in self.techniques):
            plus += 0.6
        for where in self.phrases:
            if left <= where[0] < right:
                minus += 0.5
        if loose and not numbers and not pinned:
            # "More", of what is done and not of a thing in it: places and moments don't say how much.
            plus = min(plus, 0.4)
        return plus, minus

    def _is_number(self, place):
        """Whether the word counts something in the lesson: not "Year 9", not "all three classes"."""
        text = self.words[place].text
        if not (text in lex.NUMBER or text[0].isdigit() or "-" in text and text.partition("-")[0] in lex.NUMBER):
            return False
        following = self.words[place + 1].text if place + 1 < len(self.words) else ""
        ago = self.words[place + 2].text if place + 2 < len(self.words) else ""
        return (following not in _NOT_COUNTED or ago == "ago") and (place == 0 or self.words[place - 1].text not in _LEVELS)

    def _counts_nothing(self, place):
        """Whether what is counted can't be pointed at: "two strategies"."""
        following = [word.text for word in self.words[place + 1 : place + 4]]
        return any(text in lex.ABSTRACT for text in following) and not any(text in lex.CONCRETE for text in following)

    def _is_head(self, place):
        """Whether the noun at `place` stands for itself, and doesn't only say what kind ("thought processes")."""
        if place + 1 >= len(self.words) or self.words[place + 1].gap.strip():
            return True
        following = self.words[place + 1].text
        return following in _PREPOSITIONS or following in _AFTER_NOUNS or following in lex.SUBORDINATOR or following in lex.WH or following in lex.ADVERB or following in lex.COMPARATIVE or following in lex.ABSTRACT

    def _wh_is_vague(self, place):
        """Whether "how you manage …", "ways to improve …", "that are engaging" only hides a vague word."""
        following = [other.text for other in self.words[place + 1 : place + 6]]
        if following[:1] and following[0] in ("is", "are", "will"):
            return any(text in lex.GENERIC or text in lex.ADVERB or text in lex.COMPARATIVE for text in following)
        if not any(text in ("you", "to", "i", "we") for text in following[:2]):
            return False
        return any(
            text in lex.COMPARATIVE or text in lex.ADVERB or (_verb(text) in lex.VAGUE and _verb(text) not in _TEACHING) for text in following
        )

    def _pupils_act(self, place, start, end):
        """Whether the people at `place` are made to do something that shows: "have pupils write", "ask one to say"."""
        words = self.words
        if not any(word.text in _FRAMES for word in words[max(0, start - 2) : place]) and words[place - 1].text != "for":
            return False
        for other in words[place + 1 : min(end + 3, place + 4)]:
            verb = _verb(other.text)
            if verb and not other.text.endswith("ing"):
                return verb not in lex.VAGUE and verb not in ("have", "make", "take", "work", "try", "get")
            if other.text in ING:
                return other.text not in lex.VAGUE
        return False

    def _weak(self, kind, place, alert=True):
        self.weak.append((kind, self.words[place].start, self.words[place].end))


def explain(text):
    """Print how the score came about; for whoever tunes the lists."""
    reading = read(text)
    print(f"  {reading.score:.2f}", [(act.verb, act.kind, round(act.score, 2)) for act in reading.acts])
