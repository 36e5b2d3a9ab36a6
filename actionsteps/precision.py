from actionsteps.meaning import *
from actionsteps.wording import parse
def check_text(text):
    w=parse(text)
    key=read(w.key_action).score>=PRECISE
    if not key and w.steps:
        s=[read(x).score>=STEP_PRECISE for x in w.steps]
        key= sum(s)*2>=len(s)
    return () if key else ("vague",)
def is_vague(f): return bool(f)
