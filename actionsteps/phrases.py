"""Marks of vagueness and precision of more than one word: patterns over folded text (lower case, straight marks)."""

import re


def _any_of(*patterns):
    return re.compile(rf"\b(?:{'|'.join(patterns)})\b")


QUOTED = re.compile(r"\"[^\"\n]*[^\W_][^\"\n]*\"|(?<!\w)'(?=[^\W_])[^'\n]*(?:\w'\w[^'\n]*)*'(?!\w)")
EXAMPLE = re.compile(r"\be\.?\s?g\b\.?|\bfor (?:example|instance)\b|\bsuch as\b|\bi\.e\b\.?|\bnamely\b")

# With whom: a colleague named as a partner makes preparation something that happens or doesn't.
COMPANY = _any_of(
    r"(?:with|from) (?:the (?:help|support) of )?(?:a|an|your|another) (?:more )?(?:experienced |expert |trusted )?"
    r"(?:colleague|mentor|partner|ta|teaching assistant|teacher|friend)"
)

# Names that teachers have for something they would all do alike, and places and moments in a lesson.
NAMED = _any_of(
    r"cold[- ]call(?:ing)?|think[- ,]*pair[- ,]*share|turn and talk|show[- ]me(?: boards)?|exit tickets?|"
    r"no hands up|do now",
    r"hands[- ]down|count ?downs?|i do,? we do|my turn,? your turn|choral (?:response|reading)|call and response",
    r"live marking|wait time|thinking time|think time|knowledge organisers?|seating plans?|say it again better|"
    r"no opt out",
    r"mini[- ]?whiteboards?|lolly ?sticks|random name|dual coding|frayer model|worked examples?|hinge questions?",
    r"sentence (?:stems?|starters?|frames?)|brain dump|multiple[- ]choice|true or false|thumbs up|fist to five",
    r"one (?:\w+ ){0,3}at a time|in pairs|on your signal|non-verbal|whole-class|per cent|left to right|"
    r"in full sentences?",
    r"by name|eye contact|half-way|tip-?toes",
    r"(?:at|from|to|in) the (?:end|start|beginning|top|bottom|back|front|side|middle|left|right|door|board)",
    r"on (?:mon|tues|wednes|thurs|fri)day|tomorrow|tonight|period (?:\d|one|two|three|four|five|six)",
)

_BETTER = r"(?:more|better|clearer|greater|higher|stronger|firmer|good|high|positive|clear|consistent)"
# Phrases that head a text as a vague verb does: the verb by itself would pass for an act.
VAGUE_HEAD = _any_of(
    r"mak(?:e|ing) (?:sure|certain)",
    r"mak(?:e|ing) (?:\w+ )?(?:better|more|good|full|fuller|greater|effective|best|the most|"
    r"regular)(?: and \w+ \w+)? (?:use )?of",
    r"work(?:ing)? (?:\w+ )?(?:on|towards)",
    r"focus(?:ing)? (?:\w+ )?on",
    r"think(?:ing)? (?:\w+ ){0,8}?(?:about|of|through)",
    r"ask(?:ing)? yourself",
    r"spend(?:ing)? (?:(?:more|some|enough|extra|less) )?(?:time|longer)",
    r"giv(?:e|ing) (?:\w+ ){0,2}(?:thought|consideration|attention|priority)",
    r"giv(?:e|ing) (?:(?:pupils|students|all|them|children|learners) )*(?:more|better|clearer|greater|regular|"
    r"effective|high-quality|meaningful|frequent|ample|sufficient|genuine|real|"
    r"good|quality|clear|the support|every opportunity|chances|the (?:confidence|freedom))",
    rf"hav(?:e|ing) (?:an? )?{_BETTER} ",
    r"hav(?:e|ing) the (?:confidence|courage|patience|ability)",
    r"put(?:ting)? (?:\w+ )?(?:emphasis|effort|thought|energy|focus)",
    r"giv(?:e|ing) \w+ the (?:time|attention|support|help|confidence|skills|tools|language|knowledge|"
    r"means|chance|encouragement|freedom|space|opportunity)",
    r"tak(?:e|ing) (?:(?:active|further|the necessary|appropriate|positive|proactive) )?(?:steps|action|account|"
    r"care|responsibility|"
    r"ownership|(?:\w+ )?account|into account|into consideration|every opportunity|an interest|more)",
    r"look(?:ing)? (?:\w+ )?(?:for (?:\w+ )?(?:ways?|opportunities|chances)|at (?:ways|how|the way|improving|"
    r"developing|using)|"
    r"at your (?!\w+ ?\w* ?(?:plan|books?|register))|into|to (?=\w+))",
    r"get(?:ting)? (?:\w+ )?(?:better|to know|used|more|good)",
    r"deal(?:ing)? (?:\w+ )?with|attend(?:ing)? (?:\w+ )?to|learn(?:ing)? from (?!the (?:board|plan|script))",
    r"build(?:ing)? (?:\w+ )?(?:on|upon|up|in (?:more|regular|greater|better|frequent|opportunit))",
    r"find(?:ing)? (?:\w+ )?(?:ways?|opportunities|a (?:better )?(?:balance|way))",
    r"keep(?:ing)? (?:on )?(?:working|improving|developing|the (?:pace|momentum|energy|class|focus|room|lesson|"
    r"pupils)|"
    r"pupils (?:engaged|on task|motivated)|up|on top)",
    r"keep(?:ing)? (?:\w+ ){1,4}(?:engaged|involved|motivated|interested|focused|on task|on track)",
    r"bring(?:ing)? (?:\w+ ){0,8}?(?:to life|energy|enthusiasm)",
    r"pay(?:ing)? (?:more|closer|greater|better|attention)",
    r"show(?:ing)? (?:\w+ )?(?:that you|more|interest|greater|better|respect|an? (?:\w+ )?(?:awareness|"
    r"understanding|interest))",
    r"demonstrat(?:e|ing) (?:an? |the |your )?(?:\w+ )?(?:understanding|awareness|commitment|knowledge|ability|"
    r"enthusiasm|confidence)",
    r"set(?:ting)? (?:\w+ )?(?:high|higher|clear|clearer|consistent|ambitious|appropriate|the (?:right )?tone|work|"
    r"tasks that)",
    r"respond(?:ing)? (?:\w+ )?(?:appropriately|effectively|better|quickly|to (?:the |their |pupils' |"
    r"individual )?needs)",
    r"mov(?:e|ing) (?:(?!closer|nearer)\w+ )?(?:away from \w+ing|"
    r"towards? (?:an? (?!(?:pupil|child|desk|table|group|boy|girl))|"
    r"(?!(?:an?|any|each|every|her|him|his|that|the|them|this|those|where|whoever|you|your|pupils?|anyone)\b))|beyond)",
    r"address(?:ing)? (?:any |the |these |this )?(?:barriers?|behaviours?|concerns?|gaps?|issues?|needs?|problems?)",
    r"mak(?:e|ing) it (?:\w+ )?(?:apparent|clear|evident|known|obvious|plain)|stay(?:ing)? \w+ and \w+",
    r"put(?:ting)? (?:\w+ ){0,5}(?:into|in) (?:action|effect|place|practice)|put(?:ting)? (?:\w+ ){1,3}at the "
    r"(?:centre|heart|forefront)",
    r"(?:mov|tak)(?:e|ing) (?:your|pupils'?) (?:\w+ )?(?:forward|on|to the next level)",
    r"try(?:ing)? (?:new|different|out (?:new|different|some|a)|a (?:range|variety)|some)",
    r"meet(?:ing)? (?:the |all |each |every )?(?:\w+ )?(?:needs?|requirements|standards?)",
    r"go(?:ing)? (?:further|deeper|beyond)|do(?:ing)? (?:more|better|your best|what you can|whatever)",
    r"hold(?:ing)? (?:\w+ )?(?:high|higher|pupils (?:more )?accountable|all pupils to)",
    r"creat(?:e|ing) (?:an? )?(?:[\w-]+,? ){0,8}?(?:environment|climate|culture|atmosphere|opportunit(?:y|ies)|ethos|"
    r"sense|"
    r"relationships?|space|learning)",
    r"plan(?:ning)? (?:\w+ )?(?:effectively|carefully|better|more|engaging|ahead|lessons|"
    r"for (?:progress|all|differentiation|challenge|progression|the needs))",
    r"provid(?:e|ing) (?:\w+ )?(?:more|better|opportunit(?:y|ies)|support|challenge|high-quality|effective|"
    r"meaningful|timely|"
    r"appropriate|regular|constructive|quality)",
    r"rais(?:e|ing) (?:\w+ )?(?:\w+ )?(?:expectations|aspirations|standards|attainment|achievement|awareness|"
    r"the (?:bar|profile|level|quality))",
    r"reduc(?:e|ing) (?:the )?(?:amount of )?(?:\w+ )?(?:disruption|behaviour|workload|stress|anxiety|incidents|"
    r"misbehaviour|"
    r"barriers|noise|low-level|teacher talk|time)",
    r"check(?:ing)? (?:\w+ )?(?:for )?(?:pupils' )?(?:understanding|progress|learning) (?:more|better|regularly|"
    r"effectively|"
    r"frequently|throughout|carefully|often)",
    r"(?:us(?:e|ing)|ask(?:ing)?) (?!one |two |three |four )(?:\w+ )?(?:more|better|"
    r"a (?:wider |broader |greater |bigger |good )?(?:range|"
    r"variety|mix|selection)|"
    r"(?:a )?(?:different|various|varied|effective|appropriate))",
    r"includ(?:e|ing) (?:more|better|a (?:wider |greater )?(?:range|variety))",
    r"model(?:ling)? (?:high|positive|good|the right|appropriate) ",
    r"talk(?:ing)? (?:less|more)(?! than)|speak(?:ing)? (?:more|with (?:more|greater))",
    r"let(?:ting)? \w+ (?:know|see) (?:that )?you|stay(?:ing)? (?:calm|positive|on top|focused|organised)|"
    r"act(?:ing)? (?:more|as a)",
    r"com(?:e|ing) across|play(?:ing)? (?:a|your) (?:\w+ )?(?:part|role)|"
    r"reach(?:ing)? out|lift(?:ing)? the|read(?:ing)? (?:up|more|widely|around)",
    r"cover(?:ing)? (?:all|the|more)(?: \w+)? content|stop(?:ping)? (?:being|(?:low-level )?disruption|(?:bad |"
    r"poor |mis)behaviour)",
    r"clos(?:e|ing) (?:the |any )?gaps?|clear(?:ing)? up|draw(?:ing)? on|"
    r"step(?:ping)? (?:up|in(?! front| between| time))|"
    r"turn(?:ing)? (?:\w+ )?around",
    r"mak(?:e|ing) (?:\w+ ){1,3}(?:feel|believe)|follow(?:ing)? (?:\w+ )?through",
    r"keep(?:ing)? (?:\w+ ){1,2}(?:in the loop|informed|up to date|in mind)",
    # What is said of hands and feet and means neither.
    r"(?:stand|hold|keep)(?:ing)? (?:your|their) (?:ground|nerve|cool|own|heads?)|pick(?:ing)? (?:your|their) battles",
    r"step(?:ping)? (?:back|outside|out of)(?! (?:\w+ )?(?:door|room|circle|corridor))|push(?:ing)? (?:back|yourself)",
    r"tak(?:e|ing) (?:\w+ ){1,3}(?:personally|seriously|for granted|in your stride|on board)|tak(?:e|ing) the lead",
    r"keep(?:ing)? (?:an? (?:\w+ )?eye|a lid|a (?:\w+ )?grip|a handle|a balance|things|it all|going|your focus)",
    r"strik(?:e|ing) (?:an?|the) (?:\w+ )?(?:balance|tone|rapport)|draw(?:ing)? (?:a|the) line|"
    r"lay(?:ing)? down the law",
    r"pull(?:ing)? (?:\w+ ){1,2}(?:weight|socks|together)|hand(?:ing)? over (?:\w+ )?(?:responsibility|control|"
    r"ownership)",
    r"hit(?:ting)? the (?:ground|spot)|get(?:ting)? (?:\w+ ){0,2}(?:to grips|on board|under control|a grip|the hang)",
    r"think(?:ing)? on (?:your|their) feet|jump(?:ing)? in|driv(?:e|ing) (?:up|forward|learning)|iron(?:ing)? out",
    r"tighten(?:ing)? up|toughen(?:ing)? up|loosen(?:ing)? up|sharpen(?:ing)? up|ramp(?:ing)? up|"
    r"speed(?:ing)? (?:things )?up|slow(?:ing)? (?:things )?down or speed(?:ing)? up|nip(?:ping)? ",
    r"let(?:ting)? (?:\w+ ){1,3}(?:go|slide|slip|drift|get to you|get away with)|giv(?:e|ing) up|let(?:ting)? go",
    r"cut(?:ting)? (?:down|back)(?: on)?|choos(?:e|ing) (?:your|their) words|turn(?:ing)? (?:your|their) attention",
    r"draw(?:ing)? (?:\w+ )?(?:children|everyone|others|pupils|students|them) (?:in|into|on|out)",
    r"rais(?:e|ing) (?:your|their) game|open(?:ing)? (?:up )?(?:doors|minds)|break(?:ing)? down barriers",
)

# Phrases that blur whatever they stand beside.
BLUR = _any_of(
    r"(?:sense|range|variety|a number|mix|selection|host|plenty|lots) of|a lot (?:more|of)?|a bit|in line with|"
    r"in general|and so on",
    r"at all times|throughout|across (?:the|all|your|different|every)|over time|(?:this|next) (?:year|term|"
    r"half[- ]term)",
    r"(?:where|when|as|if|wherever|whenever) (?:appropriate|possible|necessary|needed|required|relevant)|"
    r"as much as possible",
    r"to (?:good|great|better|greater|best|full) effect|full potential|best practice|the needs of",
    r"in (?:all|every|each) (?:of )?(?:your |my |the )?(?:lessons?|class(?:es)?|areas?)|all (?:lessons|learners|"
    r"abilities|areas|classes)",
    r"at regular intervals|on a regular basis|the right (?:level|tone|amount|time|balance|kind|way|pace|degree)",
)
# "Where appropriate" looks like a moment and is none.
NO_MOMENT = _any_of(
    r"(?:where|when|as|if|wherever|whenever) "
    r"(?:appropriate|possible|necessary|needed|required|relevant|they (?:arise|emerge|occur)|it is (?:needed|necessary|"
    r"appropriate|possible)|(?:you|they|pupils) (?:can|could|need|wish|want|feel|see fit|deem)|"
    r"things (?:are|go|get|do)\b|the situation|far as|well as)",
    r"during (?:(?:the|your|each|every|all) )?(?:course of (?:the )?)?(?:lessons?|day|week|activity|activities)",
)
