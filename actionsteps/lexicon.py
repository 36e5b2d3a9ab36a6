"""The words by which English, as it is spoken in schools, marks a text as vague or as precise.

Every entry is lower case and in its base form; `meaning.py` says what each list is for. A word left out costs little: a
text is judged by several marks at once.
"""

from actionsteps.verbs import ING


def _words(text):
    return frozenset(text.split())


# Acts that a visitor could see or hear, or find on paper afterwards, whatever follows.
SEEN = _words(
    """annotate alternate bin bounce bullet call cap chant chart choral circle circulate clap clip close cold-call collect
    colour copy count crouch cut delete dictate dim dismiss display distribute draw echo email fetch fill film fold freeze
    frown gesture glance greet hand highlight hide hold initial insert jot join kneel label laminate lean lift line
    colour-code live-mark live-model lower mime mouth nod number open paint park paste pat pause peel perch phone photocopy photograph
    pin place point print pull push quote rank re-read read record rehearse remove rephrase repeat replay reread restate
    recall retrieve revoice rewrite reseat rip role-play rotate rub say scan scribe script seat send shake shade shuffle shut sing sit sketch smile solve sort strike
    speak split stack stand stamp stick stop subtract summarise swap switch tally tap tape telephone text thank thumb tick time touch trace
    transcribe turn type underline video visit wait walk wave whisper wipe write zoom clear count-down tidy cross
    cover uncover raise ring move face step lock hang cue box log bookmark shout signal narrate name voice-over
    contact tell"""
)
# Acts that are worth as much as what they are done to: "plan three questions" and "plan carefully".
SHOWN = _words(
    """add adjust admit agree announce answer anticipate arrange articulate ask assign attach book break bring brief bullet
    capture catch check choose chunk clarify code collate combine compare compile complete compose construct contrast
    correct create cut define decide deliver delay demonstrate describe design devise direct discuss distinguish divide
    draft edit elicit emphasise end exaggerate examine exchange exemplify explain find finish fix follow form frame gather
    give go group guide have hear hunt identify illustrate include indicate interleave introduce interrupt invite issue
    justify keep leave let limit link list listen log look make map mark match measure meet memorise mention model narrate
    note notice observe order organise outline pair paraphrase pick plan play pose position post practise praise predict prepare present
    preview produce project prompt pronounce provide publish question quiz rate recap recast redirect reduce refer
    rehearse relate remind rename reorder replace reply report request require reset respond reteach re-teach retell return
    reveal review revise revisit reward reword sample scaffold schedule segment select separate sequence set share shorten
    show simplify slow specify spot start state storyboard stress structure study substitute take talk teach test track train translate
    try unpack unpick use vary verbalise view visualise vote warn watch welcome withdraw withhold work explain re-explain
    rule sound record redraft reflect run save score spell square take talk weigh withhold allocate acknowledge begin appoint stay"""
)
# Acts that say next to nothing by themselves: all depends on the thing.
SLIGHT = _words("collaborate monitor communicate learn let build prioritise adapt address target tailor apply evaluate extend balance consolidate reinforce research challenge allow personalise differentiate align collate create deliver find follow go have include keep leave look make meet organise provide reduce relate respond set share show stay study take talk try use vary work")
# Verbs that name a direction of travel, or a state of mind, and no act.
VAGUE = _words(
    """accelerate achieve adopt aim appreciate aspire attempt avoid be become boost broaden build
    cater command commit consider continue control cultivate deepen deal deploy
    develop diversify elevate embed embrace empower enable encourage engage enhance enrich ensure establish
    evolve excel expand experiment explore facilitate familiarise focus foster gain grow handle harness help
    heighten hone implement improve incorporate increase innovate inspire instil integrate intervene invest
    know lead leverage maintain manage master maximise minimise motivate navigate nurture optimise
    overcome progress promote pursue realise reconsider refine reflect remember rethink
    seek sharpen stimulate streamline strengthen stretch strive support sustain tackle think thrive tighten     understand upskill uphold utilise value widen wonder worry transform upgrade exploit stabilise"""
)

# A comparative promises movement and says neither from where nor to where.
COMPARATIVE = _words(
    """more better greater less stronger clearer firmer calmer higher wider deeper broader tighter smoother fuller richer
    sharper closer quicker slower fairer warmer kinder stricter tougher braver bolder brighter harder easier
    livelier crisper smarter simpler softer"""
)
# Words of praise: they say that it shall be good and not what it shall be.
GENERIC = _words(
    """active accessible ambitious appropriate authentic balanced best calm challenging clear coherent compelling
    confident consistent constructive creative dedicated different differentiated diverse dynamic effective efficient engaging enjoyable
    enriching exciting extra firm flexible fun genuine good great greater high high-quality holistic ideal
    impactful improved inclusive independent innovative inspiring interactive interesting lively many meaningful memorable motivating
    nurturing ongoing optimal outstanding overall personalised positive productive proper purposeful quality range rapid     regular relevant respectful rich rigorous robust routine safe secure sensible significant smooth solid standard
    strong suitable supportive sufficient targeted tailored thorough thoughtful timely useful valuable varied variety various
    vibrant visible warm wide wider welcoming stimulating all-round well-structured well-planned well-paced fast-paced student-centred
    thought-provoking high-level higher-order"""
)
ADVERB = _words(
    """accordingly accurately actively adequately always appropriately assertively better calmly carefully clearly closely
    completely confidently consciously consistently constantly constructively continually continuously correctly creatively
    deeply effectively efficiently enough equally fairly firmly fluently frequently fully generally highly
    independently meaningfully often optimally positively proactively productively promptly properly purposefully quickly really regularly
    reliably respectfully rigorously routinely securely seriously significantly skilfully smoothly strategically strongly successfully
    suitably systematically thoroughly thoughtfully tightly well wisely"""
)
# What may follow a vague head and belongs to it: "be much more consistent".
LOOSE = COMPARATIVE | ADVERB | GENERIC | _words("much very so too a bit little far even")
# Things that can't be pointed at. As what is acted on they leave the act open.
ABSTRACT = _words(
    """encouragement ability abilities achievement adaptation adaptations approach approaches aspiration aspirations assessment assertiveness assessments
    atmosphere attainment attention attitude attitudes authority autonomy awareness balance behaviour behaviours belonging challenge
    clarity climate cohesion collaboration communication competence concentration confidence connection connections consistency
    control creativity culture curiosity data delivery demeanour depth development differentiation difficulty discipline discussion
    disruption diversity effect effectiveness efficiency effort empathy energy engagement enjoyment enthusiasm environment ethos
    excellence expectations experience experiences expertise feedback focus fluency growth help ideas impact improvement
    inclusion independence influence initiative insight interaction interactions interest interventions intervention involvement
    issues knowledge leadership learning literacy management manner measures memory metacognition methods
    metacognitive mindset momentum mood motivation needs numeracy opportunities opportunity options oracy organisation outcome outcomes
    ownership pace participation passion pedagogy performance personality planning potential practice practices presence pressure priorities
    productivity professionalism progress progression purpose quality questioning rapport reading reflection relationship
    relationships resilience resources respect responsibility rigour routines
    safety scaffolding self-esteem self-regulation sense situation situations skill skills standards strategies strategy structure
    structures style styles subject success support teaching technique techniques technology things thinking thought time-management tone
    transitions trust understanding use variety vocabulary ways wellbeing well-being workload writing routine system systems
    interests lessons activities teachers colleagues tasks stretch ideas tools """
)
# Things to be pointed at, and the small change of a lesson.
CONCRETE = _words(
    """answer answers apron arm arms arrow arrows artefact atlas bag bags ball bell bib book booklet booklets books board boards
    box boxes calculator calendar card cards chair chairs chart checklist clipboard clock coats column cone cones
    corner countdown counters criterion cube cubes cup cups desk desks diagram diagrams dice dictionary door doorway
    doorstep draft entrance envelope equation equipment error errors example examples exemplar exercise exercises eye-level eyes finger fingers
    flashcard flashcards floor folder folders font front glossary glue graph grid hand hands handout heading headings hook
    index instruction instructions kit knee letter letters lid line lines log list map margin marker marks
    mark-scheme microphone mnemonic mistake mistakes model-answer name names non-example non-examples note notebook notes number-line numeral organiser organisers
    page pages paper paragraph paragraphs partner partners peg pen pencil pencils pens phone phrase phrases photo picture
    pictures pile piles plan planner poem postcard postcards poster post-it post-its problem prompt prompts puzzle question questions quiz quizzes
    register ribbon room-plan row rows ruler script scissors seat seats seating sentence sentences shelf shoulder sheet sheets signal slide
    slides slip slips spot starter starters step steps sticker stickers sticky stool story table tables template text texts
    textbook tick ticket tickets timer title titles tray trays trolley verb visualiser voice-level volcano wall whistle
    whiteboard whiteboards window word words worksheet worksheets task mini-plenary plenary hinge mark-sheet scale
    piece sample stem stems frame frames quotation quotations extract extracts passage misconception misconceptions gesture cue
    phoneme phonemes grapheme graphemes sound sounds digit digits fraction fractions test-tube goggles bunsen beaker whisper
    classmate peer assistant parent parents carer carers mentor colleague tone-of-voice seating-plan consequence sanction sanctions warning
    song photograph photographs drawing drawings symbol symbols object objects constraint limit case cases route ending sequence version versions
    pause gap plans scheme homework essay introduction conclusion definition definitions definition clue clues method-line analogy analogies
    sticky-note bookmark label labels badge trackers tracker spreadsheet email emails letterhead call calls
    countdowns minute minutes second seconds response responses scheme mistake volunteer reminder"""
)
# Words for how, how fast, in which direction: a camera would record them.
MANNER = _words(
    """aloud silently silence quietly still clockwise anticlockwise backwards alphabetically verbatim together once twice
    half halfway left right-hand side underneath above below beside behind next opposite facing standing sitting alone
    green red purple blue black immediately simultaneously ago individually word-for-word"""
)
NUMBER = _words(
    """two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty sixty ninety
    hundred first second third fourth fifth last half quarter both once twice dozen single"""
)
# "in pairs", "every third pupil": a group that can be counted.
PEOPLE = _words(
    """pupil pupils student students child children learner learners class everyone everybody them group groups pair pairs peer peers
    partner partners volunteer volunteers boy boys girl girls row table half anyone someone who him her neighbour neighbours
    classmate classmates team teams one year-group"""
)
SUBORDINATOR = _words("when whenever before after until till once while whilst if unless where wherever as during following")
WH = _words("what how which why whether who where when")
DETERMINER = _words(
    """a an the this that these those your their my our his her its each every all any both some no one two three four five
    six seven eight nine ten them it him me us you what how which why whether who pupils students children everyone
    someone up out down off back aloud where when if another half whole"""
)

SEEN_ING = {ING.get(verb, verb + "ing"): verb for verb in SEEN}
