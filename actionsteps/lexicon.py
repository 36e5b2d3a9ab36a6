"""The words by which English, as it is spoken in schools, marks a text as vague or as precise.

Every entry is lower case and in its base form; `meaning.py` says what each list is for. A word left out costs little: a
text is judged by several marks at once.
"""

from actionsteps.verbs import ING


def _words(text):
    return frozenset(text.split())


# Acts that a visitor could see or hear, or find on paper afterwards, whatever follows.
SEEN = _words(
    """alternate annotate bend bin bookmark bounce bow box bullet call cap chalk chant chart chop choral circle
    circulate clap clear clip close cold-call collect colour colour-code contact copy count count-down cover cross
    crouch cue cut dab delete dial dictate dim dismiss display distribute dot draw drop duplicate echo email erase
    escort face fetch fill film flash flick flip fold freeze frown gesture glance greet halt hand hang hide highlight
    hold hum initial insert join jot kick kneel label laminate lean lift line live-mark live-model lock log lower mime
    mop motion mouth move name narrate nod number open paint park pass paste pat pause peel pencil perch phone photocopy
    photograph pin place point pop pour press print pull push quote raise rank re-read read recall record rehang
    rehearse remove repeat rephrase replay reread reseat restate retrieve revoice rewrite ring rip role-play rotate rub
    say scan scribble scribe script scrub seat send shade shake shout shuffle shut signal sing sit sketch slice slide
    slot smile snap solve sort speak spin split stack stamp stand staple stare step stick stoop stop strike subtract
    summarise swap switch tally tap tape telephone tell text thank thumb tick tidy tie tilt time toss touch trace
    transcribe trim turn type uncover underline unlock video visit voice voice-over wait walk wave whisper wipe write
    zip zoom"""
)
# Acts that are worth as much as what they are done to: "plan three questions" and "plan carefully".
SHOWN = _words(
    """acknowledge add adjust admit agree allocate announce answer anticipate appoint arrange articulate ask
    assign attach begin book break brief bring bullet capture catch check choose chunk clarify code collate
    combine compare compile complete compose construct contrast correct create cut decide define delay deliver
    demonstrate describe design devise direct discuss distinguish divide draft edit elicit emphasise end
    exaggerate examine exchange exemplify explain find finish fix follow form frame gather give go group guide
    have hear hunt identify illustrate include indicate interleave interrupt introduce invite issue justify keep
    leave let limit link list listen log look make map mark match measure meet memorise mention model narrate
    note notice observe order organise outline pair paraphrase pick plan play pose position post practise praise
    predict prepare present preview produce project prompt pronounce provide publish question quiz rate
    re-explain re-teach recap recast record redirect redraft reduce refer reflect rehearse relate remind rename
    reorder replace reply report request require reset respond reteach retell return reveal review revise
    revisit reward reword rule run sample save scaffold schedule score segment select separate sequence set
    share shorten show simplify slow sound specify spell spot square start state stay storyboard stress
    structure study substitute take talk teach test track train translate try unpack unpick use vary verbalise
    view visualise vote warn watch weigh welcome withdraw withhold work"""
)
# Acts that say next to nothing by themselves: all depends on the thing.
SLIGHT = _words(
    """adapt address align allow apply balance build challenge collaborate collate communicate consolidate contribute
    create deliver differentiate evaluate extend find follow give go have include keep learn leave let listen look make
    meet monitor notice organise personalise prioritise provide reduce reinforce relate research respond set share show
    stay study tailor take talk target teach treat try use vary work"""
)
# Verbs that name a direction of travel, or a state of mind, and no act.
VAGUE = _words(
    """accelerate achieve adopt aim appreciate aspire attempt avoid be become boost broaden build cater command commit
    consider continue control cultivate deal deepen deploy develop diversify elevate embed embrace empower enable
    encourage engage enhance enrich ensure establish evolve excel expand expect experiment exploit explore facilitate
    familiarise focus foster gain grow handle harness heighten help hone hope implement improve incorporate increase
    innovate inspire instil integrate intervene invest involve know lead leverage maintain manage master maximise
    minimise motivate navigate nurture optimise overcome progress promote pursue realise recognise reconsider refine
    reflect remember rethink seek sharpen stabilise stimulate streamline strengthen stretch strive support sustain
    tackle think thrive tighten transform trust understand upgrade uphold upskill utilise value widen wonder worry"""
)

# A comparative promises movement and says neither from where nor to where.
COMPARATIVE = _words(
    """better bolder braver brighter broader calmer clearer closer crisper deeper easier fairer firmer fuller
    greater harder higher kinder less livelier more quicker richer sharper simpler slower smarter smoother
    softer stricter stronger tighter tougher warmer wider"""
)
# Words of praise: they say that it shall be good and not what it shall be.
GENERIC = _words(
    """accessible active all-round ambitious appropriate authentic balanced best calm challenging clear coherent
    compelling confident consistent constructive creative dedicated different differentiated diverse dynamic
    effective efficient engaging enjoyable enriching exciting extra fast-paced firm flexible fun genuine good
    great greater high high-level high-quality higher-order holistic ideal impactful improved inclusive
    independent innovative inspiring interactive interesting lively many meaningful memorable motivating
    nurturing ongoing optimal outstanding overall personalised positive productive proper purposeful quality
    range rapid regular relevant respectful rich rigorous robust routine safe secure sensible significant smooth
    solid standard stimulating strong student-centred sufficient suitable supportive tailored targeted thorough
    thought-provoking thoughtful timely useful valuable varied variety various vibrant visible warm welcoming
    well-paced well-planned well-structured wide wider"""
)
ADVERB = _words(
    """accordingly accurately actively adequately always appropriately assertively better calmly carefully
    clearly closely completely confidently consciously consistently constantly constructively continually
    continuously correctly creatively deeply diligently effectively efficiently energetically enough
    enthusiastically equally kindly passionately patiently sensitively warmly fairly firmly fluently
    frequently fully generally highly independently meaningfully often optimally positively proactively
    productively promptly properly purposefully quickly really regularly reliably respectfully rigorously
    routinely securely seriously significantly skilfully smoothly strategically strongly successfully suitably
    systematically thoroughly thoughtfully tightly well wisely"""
)
# What may follow a vague head and belongs to it: "be much more consistent".
LOOSE = COMPARATIVE | ADVERB | GENERIC | _words("much very so too a bit little far even")
# Before a thing these say how big or which: never somebody's name.
NOT_A_NAME = LOOSE | _words("certain few little low-level minor other own potential small some such that this")
# "Those which are most suited": of what it should be, nothing is said.
FITTING = _words("applicable apt available fitting most needed required right suited worthwhile")
# Things that can't be pointed at. As what is acted on they leave the act open.
ABSTRACT = _words(
    """abilities ability achievement activities adaptation adaptations approach approaches aspiration
    aspirations assertiveness assessment assessments atmosphere attainment attention attitude attitudes
    authority autonomy awareness balance behaviour behaviours belonging challenge clarity climate cohesion
    collaboration colleagues communication competence concentration confidence connection connections
    consistency control creativity culture curiosity data delivery demeanour depth development differentiation
    difficulty discipline discussion disruption diversity effect effectiveness efficiency effort empathy
    encouragement energy engagement enjoyment enthusiasm environment ethos excellence expectations experience
    experiences expertise feedback fluency focus growth help ideas impact improvement inclusion independence
    influence initiative insight interaction interactions interest interests intervention interventions
    involvement issues knowledge leadership learning lessons literacy management manner measures memory
    metacognition metacognitive methods mindset momentum mood motivation needs numeracy opportunities
    opportunity options oracy organisation outcome outcomes ownership pace participation passion pedagogy
    performance personality planning potential practice practices presence pressure priorities productivity
    professionalism progress progression purpose quality questioning rapport reading reflection relationship
    relationships resilience resources respect responsibility rigour routine routines safety scaffolding
    self-esteem self-regulation sense situation situations skill skills standards strategies strategy stretch
    structure structures style styles subject success support system systems tasks teachers teaching technique
    techniques technology things thinking thought time-management tone tools transitions trust understanding use
    variety vocabulary ways well-being wellbeing workload writing"""
)
# Things to be pointed at, and the small change of a lesson.
CONCRETE = _words(
    """analogies analogy answer answers apron arm arms arrow arrows artefact assistant atlas badge bag bags ball
    beaker bell bib board boards book booklet booklets bookmark books box boxes bunsen calculator calendar call
    calls card cards carer carers case cases chair chairs chart checklist classmate clipboard clock clue clues
    coats colleague column conclusion cone cones consequence constraint corner countdown countdowns counters
    criterion cube cubes cue cup cups definition definitions desk desks diagram diagrams dice dictionary digit
    digits door doorstep doorway draft drawing drawings email emails ending entrance envelope equation equipment
    error errors essay example examples exemplar exercise exercises extract extracts eye-level eyes finger
    fingers flashcard flashcards floor folder folders font fraction fractions frame frames front gap gesture
    glossary glue goggles graph grapheme graphemes grid hand handout hands heading headings hinge homework hook
    index instruction instructions introduction kit knee label labels letter letterhead letters lid limit line
    lines list log map margin mark-scheme mark-sheet marker marks mentor method-line microphone mini-plenary
    minute minutes misconception misconceptions mistake mistakes mnemonic model-answer name names non-example
    non-examples note notebook notes number-line numeral object objects organiser organisers page pages paper
    paragraph paragraphs parent parents partner partners passage pause peer peg pen pencil pencils pens phone
    phoneme phonemes photo photograph photographs phrase phrases picture pictures piece pile piles plan planner
    plans plenary poem post-it post-its postcard postcards poster problem prompt prompts puzzle question
    questions quiz quizzes quotation quotations register reminder response responses ribbon room-plan route row
    rows ruler sample sanction sanctions scale scheme scissors script seat seating seating-plan seats second
    seconds sentence sentences sequence sheet sheets shelf shoulder signal slide slides slip slips song sound
    sounds spot spreadsheet starter starters stem stems step steps sticker stickers sticky sticky-note stool
    story symbol symbols table tables task template test-tube text textbook texts tick ticket tickets timer
    title titles tone-of-voice tracker trackers tray trays trolley verb version versions visualiser voice-level
    volcano volunteer wall warning whisper whistle whiteboard whiteboards window word words worksheet worksheets"""
)
# Words for how, how fast, in which direction: a camera would record them.
MANNER = _words(
    """above ago alone aloud alphabetically anticlockwise backwards behind below beside black blue clockwise
    facing green half halfway immediately individually left next once opposite purple quietly red right-hand
    side silence silently simultaneously sitting standing still together twice underneath verbatim word-for-word"""
)
NUMBER = _words(
    """both dozen eight eleven fifteen fifth first five forty four fourth half hundred last nine ninety once
    quarter second seven single six sixty ten third thirty three twelve twenty twice two"""
)
# "in pairs", "every third pupil": a group that can be counted.
PEOPLE = _words(
    """anyone boy boys child children class classmate classmates everybody everyone girl girls group groups half
    her him learner learners neighbour neighbours one pair pairs partner partners peer peers pupil pupils row
    someone student students table team teams them volunteer volunteers who year-group"""
)
SUBORDINATOR = _words(
    """after as before during following if once till unless until when whenever where wherever while whilst"""
)
WH = _words("how what when where whether which who why")
DETERMINER = _words(
    """a all aloud an another any back both children down each eight every everyone five four half her him his
    how if it its me my nine no off one our out pupils seven six some someone students ten that the their them
    these this those three two up us what when where whether which who whole why you your"""
)

SEEN_ING = {ING.get(verb, verb + "ing"): verb for verb in SEEN}
IS = _words("are be been is was were")
# What follows says why, and adds nothing to what is done.
REASONS = _words("as because given otherwise remembering since")
BEING = _words("appear be become becoming being feel feeling remain remaining seem")

# Words between words, by what they do to a clause.
PREPOSITIONS = _words(
    """about across against along around at behind between by for from in into on onto over per so through
    throughout to toward towards under with within without"""
)
# After these an act may begin; after these, one in "-ing".
OPENERS = _words(
    """& also and but can could don't either finally first i'll just let's may might must next not or please
    shall should then to we'll will would"""
)
ING_OPENERS = _words("and begin by not or practise start starting then without")
MODALS = _words("can could may might must not should will would")
SPEAKERS = _words("i we you")
# "Questioning is …", "marking needs …": what stands before is spoken of, and nobody does it.
SAYS_OF_A_SUBJECT = _words(
    """appears are can could feels had has is lacks may might must needs remains requires seems should still was
    were will would"""
)
HELPS = _words("allow aim designed enable help helps helping meant serve serves")
STARTS_A_CLAUSE = PEOPLE | WH | SPEAKERS | SUBORDINATOR | _words("and he it or she that they to")
TITLES = _words("dr miss mr mrs ms")
TEACHERS = _words("ect he mentee nqt she teacher trainee")
# "You have already made …" tells what was done.
WITHIN_A_PERFECT = _words("already always also clearly just now really")
PARTICIPLES = _words(
    """become been begun brought built come done found given gone got grown had kept known left made met put read
    said seen set shown taken taught thought told understood worked written"""
)
NEEDS = _words("able going have like need want")
# "plan to capture", "I need to pause": the act is the one after "to".
TRANSPARENT = _words(
    """agree aim begin continue going have hope intend is like need ought plan planning practise remember start
    strive try want"""
)
# Vague by themselves, but "encourage pupils to write" says what will be seen.
SUPPORTING = _words("allow enable encourage help support train")
# "have pupils write", "ask one to say": what follows the people is theirs to do.
FRAMES = _words(
    """allow ask asking call challenge direct encourage encouraging expect get getting give giving have having
    instruct invite inviting let letting make making prompt prompting remind require requiring teach tell
    telling train want"""
)
# A sentence that opens with one of these has its act further on.
LEADERS = _words(
    """after as at before during following for from having if in on once until when whenever where while with
    within"""
)
AFTER_NOUNS = _words("and are as can is of or than that to which who will")
NEVER_BEFORE_AN_ACT = (
    DETERMINER | PEOPLE | PREPOSITIONS | GENERIC | NUMBER | _words("of to i you we they and or is are seating")
) - _words("aloud it him her them down up")
NEVER_NAMED = PREPOSITIONS | AFTER_NOUNS | WH | ABSTRACT
PARTICLES = _words("away closed down empty facing first off open out ready up")
ENDS_A_NOUN = PARTICLES | PREPOSITIONS | AFTER_NOUNS | SUBORDINATOR | WH | ADVERB | COMPARATIVE | GENERIC | ABSTRACT
BEGINS_AN_OBJECT = DETERMINER | PEOPLE | CONCRETE | MANNER | SUBORDINATOR
# Words that stand for a thing as often: in a list, a verb only with something to act on.
NOUN_TOO = _words(
    """address answer balance break call challenge chant check clap colour command contrast control copy count
    cover cue design direct display draft draw echo end exchange experiment face film focus follow form frame
    gesture glance group guide hand help highlight hold increase interest issue label lead line link list look
    map mark match measure model mouth move name note number order outline pace pair park pause phone photograph
    pin place plan play point post practice praise present print progress project prompt pull push question quiz
    raise rank rate read record repair request research respond return reveal review reward ring rule run sample
    scaffold schedule score script seat sequence set shade share sort sound space speed spell spot stamp start
    state step stick stop structure study support swap switch talk target test text thank tick time touch trace
    track train turn type use value view visit voice volunteer vote wait walk watch welcome whisper work zoom"""
)
# Vague as heads, but plain enough inside "how you will …".
PLAIN_INSIDE = _words(
    """adapt address apply challenge enable encourage know learn prioritise remember respond support target
    think understand use work"""
)
# What goes on in a head: "let pupils see that you mean it".
UNSEEN_OF_PUPILS = VAGUE | _words(
    "believe enjoy experience feel get have know make realise see take try understand work"
)
WANTING = _words("deserve need require want")
DEFINITE = _words("a an each every her his its my our the their your")
# After "a" or "the", a noun that isn't known is more often a thing than an idea, unless it ends or weighs like one.
IDEA_ENDINGS = (
    "tion",
    "sion",
    "ment",
    "ness",
    "ity",
    "ance",
    "ence",
    "ism",
    "ship",
    "acy",
    "ing",
    "hood",
    "ics",
)
NO_THING = _words(
    """amount aspect aspects bit body case class content context course curriculum degree department end extent fact
    form kind lot majority nature need number part parts period person plenty point policy position
    presence process rest role school set side sort stage start state subject teacher team thing time topic type unit
    view voice way week whole work world year"""
)
# "Year 9", "key stage 3" are names; "three classes" says how widely, not how much.
LEVELS = _words("chapter gcse grade key ks level set stage standard y year yr")
NOT_COUNTED = _words(
    """areas chance chances class classes groups half-terms lesson lessons month months nature stage subjects term terms
    week weeks year years"""
)
# "more than", "closer to", "one more", "from weak to stronger" say how much.
AFTER_EXACT = _words("experienced than to towards")
BEFORE_EXACT = _words("any no once one say three to two")
AFTER_AS = _words("a each one pupils soon the they you")
AFTER_ONCE = _words("a all each every everyone it most pupils the they you")
# "When the opportunity arises", "if things go wrong": no moment that anybody could name.
ANY_TIME = _words("allow allows demands opportunities opportunity requires situation situations things")
LONG_AWAY = _words("christmas easter end half-term holiday holidays summer term year")
# Whatever has a meaning of its own above; another word may be a pupil's name.
EVERY_LIST = (
    ABSTRACT | ADVERB | COMPARATIVE | CONCRETE | DETERMINER | GENERIC | MANNER | NUMBER | PARTICLES | PREPOSITIONS
)
NO_NAMES = EVERY_LIST | NOT_A_NAME
