"""The floor page: what an ordinary Django page costs. Everything else is given as a ratio to it, in the same run.

A view with a session, one SELECT of 40 rows and a template that writes 18 KB, as one writes them without thinking of
cost: an address, a date and a shortened text in each row, by Django's own tags and filters.
"""

from functools import cache

from django.http import HttpResponse
from django.template import engines
from django.urls import path

from coaching.models import Step
from config.urls import urlpatterns as ours

ROWS = 40
PAGE = """<!doctype html>
<html lang="en"><head><title>{% block title %}Floor{% endblock %}</title></head><body>
<p>{{ request.user.name }} · {{ request.session.seen }}</p>
<table><thead><tr><th>Step</th><th>Set</th><th>School</th><th>Text</th><th></th></tr></thead><tbody>
{% for step in steps %}<tr class="{% cycle 'odd' 'even' %}">
  <td><a href="{% url 'coaching:meeting' step.focus.cycle_id %}#step-{{ step.pk }}">
    {{ forloop.counter }}. {{ step.text|truncatewords:4 }}</a></td>
  <td><time datetime="{{ step.focus.created_at|date:'c' }}">{{ step.focus.created_at|date:'l j F Y, H:i' }}</time></td>
  <td>{{ step.focus.school.name }}{% if step.focus.one_step %} · one step{% endif %}</td>
  <td>{{ step.text|linebreaksbr }} {{ step.focus.so_that|default:'–'|capfirst }}</td>
  <td><form method="post" action="{% url 'coaching:tick_step' step.pk %}">
    <button name="done" value="1">Done</button></form></td>
</tr>{% endfor %}
</tbody></table></body></html>
"""


def floor(request):
    """One page of 40 rows, with a session."""
    request.session.get("seen")
    steps = Step.objects.select_related("focus__school")[:ROWS]
    return HttpResponse(template().render({"steps": steps}, request))


def bare(request):
    """An answer of two letters: what is left is the middleware, with its session and its person."""
    return HttpResponse("ok")


@cache
def template():
    """The page, compiled once, as Django's cached loader would."""
    return engines["django"].from_string(PAGE)


urlpatterns = [path("floor/", floor), path("bare/", bare), *ours]
