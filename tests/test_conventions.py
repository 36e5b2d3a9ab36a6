"""The repository keeps its own rules: each test is one sentence of the README's "house in a minute"."""

import ast
import re
from pathlib import Path

import pytest
from django.apps import apps
from factory.django import DjangoModelFactory
from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

from tests import bank, counted, factories, joining, mailing, promised, sides

ROOT = Path(__file__).resolve().parent.parent
APPS = [config.label for config in apps.get_app_configs() if Path(config.path).parent == ROOT]
SOURCES = sorted(path for app in APPS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
MODELS = [model for app in APPS for model in apps.get_app_config(app).get_models()]

# Templates that Django or allauth ask for by a name of their own.
ASKED_FOR_BY_OTHERS = re.compile(
    r"^(account|allauth|django|mfa|registration|socialaccount)/|^(403|403_csrf|404|429|500)\.html$"
)


def short(path):
    return str(path.relative_to(ROOT))


def trees(paths=SOURCES):
    for path in paths:
        yield path, ast.parse(path.read_text())


def test_apps_are_the_houses():
    assert set(APPS) <= {"config", "insights", "coaching", "evidence", "actionsteps", "schools"}


def test_imports_run_one_way(monkeypatch):
    monkeypatch.chdir(ROOT)

    assert lint_imports(config_filename="pyproject.toml", no_cache=True) == EXIT_STATUS_SUCCESS


def test_imports_from_config_are_its_settings_alone():
    """What every app needs of the plumbing is asked for by name in settings or templates, not imported upwards."""
    upward = [
        short(path)
        for path, tree in trees()
        if short(path).split("/")[0] != "config"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "config"
    ]

    assert upward == []


def is_view(path):
    return "views" in path.relative_to(ROOT).with_suffix("").parts


def objects_outside_doors(tree):
    """The lines that say `.objects` outside a function named `…_for` or `…_or_404`."""

    def visit(node, behind_door):
        if isinstance(node, ast.FunctionDef):
            behind_door = behind_door or node.name.endswith(("_for", "_or_404"))
        if isinstance(node, ast.Attribute) and node.attr in {"objects", "_default_manager"} and not behind_door:
            yield node.lineno
        for child in ast.iter_child_nodes(node):
            yield from visit(child, behind_door)

    return list(visit(tree, False))


def test_views_reach_rows_through_doors():
    found = [
        f"{short(path)}:{line}"
        for path, tree in trees(filter(is_view, SOURCES))
        for line in objects_outside_doors(tree)
    ]

    assert found == []


def test_views_are_functions():
    found = [
        f"{short(path)}: {node.name}"
        for path, tree in trees(filter(is_view, SOURCES))
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef) and any("View" in ast.unparse(base) for base in node.bases)
    ]

    assert found == []


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_model_says_what_it_is(model):
    ours = [parent for parent in model.__mro__ if parent.__module__.split(".")[0] in APPS]

    assert any("__str__" in vars(parent) for parent in ours)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_model_has_a_factory(model):
    made = {
        thing._meta.model
        for module in (factories, bank, counted, sides, joining, promised, mailing)
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, DjangoModelFactory) and thing is not DjangoModelFactory
    }

    assert model in made


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_model_keeps_people_by_protect(model):
    from django.db.models import PROTECT

    user = apps.get_model("schools", "User")
    found = [
        field.name
        for field in model._meta.get_fields()
        if field.many_to_one
        and field.concrete
        and field.related_model is user
        and field.remote_field.on_delete is not PROTECT
    ]

    assert found == []


# A person's own, who may be at several schools: what is sent to them.
OF_A_PERSON = {"coaching.MailSettings", "coaching.Digest", "coaching.CalendarAddress"}


def test_rows_carry_their_school():
    """And no index of that column alone: composite ones begin with it (decision 7)."""
    found = [
        model._meta.label
        for model in MODELS
        if model._meta.app_label in {"coaching", "evidence"}
        and model._meta.label not in OF_A_PERSON
        and (model._meta.get_field("school").null or model._meta.get_field("school").db_index)
    ]

    assert found == []


def test_no_signals():
    found = [
        short(path)
        for path in SOURCES
        if re.search(
            r"django\.(db\.models|core|dispatch)[\w.]*signals|from django\.dispatch|post_save|pre_save",
            path.read_text(),
        )
    ]

    assert found == []


def test_no_file_is_past_four_hundred_lines():
    checked = [*SOURCES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "scripts").rglob("*.py"), *TEMPLATES]
    checked += [path for folder in ("js", "scss") for path in (ROOT / "static" / folder).rglob("*.*")]
    found = {short(path): lines for path in checked if (lines := len(path.read_text().splitlines())) > 400}

    assert found == {}


def test_imports_are_absolute():
    found = [
        f"{short(path)}:{node.lineno}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.level
    ]

    assert found == []


def test_nothing_is_printed_but_by_commands():
    found = [
        f"{short(path)}:{node.lineno}"
        for path, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "print"
    ]

    assert found == []


INLINE = re.compile(
    r"<style|\sstyle\s*=|\son[a-z]+\s*=|javascript:|<script(?![^>]*\ssrc=)|\bhx-on|\bhx-vals\s*=\s*['\"]js:", re.I
)


def test_templates_hold_nothing_inline():
    found = [
        f"{short(path)}:{number}"
        for path in TEMPLATES
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if INLINE.search(line)
    ]

    assert found == []


def test_templates_post_with_a_token():
    """Each form that posts holds its own CSRF input."""
    found = [
        short(path)
        for path in TEMPLATES
        for form in re.findall(r"<form\b.*?</form>", path.read_text(), re.S | re.I)
        if re.search(r"method\s*=\s*[\"']?post", form.split(">")[0], re.I) and "{% csrf_token %}" not in form
    ]

    assert found == []


# By attribute of their form, the scripts that send a quick second press of a button nowhere.
SENT_ONCE = ("data-once", "data-autosave", "data-waits", "data-tick", "data-passkey")
# In the address of their form: what sets a value, or ends where the first press did, does so again.
SENT_AGAIN = ("account_logout", "/hat/", "favour_step", "retire_area", "retire_starter", "throw_away")


def test_templates_send_nothing_twice():
    found = [
        f"{short(path)}: {form}"
        for path in TEMPLATES
        for form in re.findall(r"<form\b[^>]*\bmethod=[\"']post[^>]*>", path.read_text())
        if not any(word in form for word in SENT_ONCE + SENT_AGAIN)
    ]

    assert found == []


def test_templates_call_no_link_a_button():
    """Whoever is told of a button presses the space bar, and on a link nothing comes of it."""
    found = [short(path) for path in TEMPLATES if re.search(r"<a\b[^>]*\brole\s*=\s*[\"']button", path.read_text())]

    assert found == []


def test_templates_are_used():
    texts = "\n".join(path.read_text() for path in [*SOURCES, *TEMPLATES])
    names = [path.relative_to(ROOT / "templates").as_posix() for path in TEMPLATES]
    unused = [
        name
        for name in names
        if not ASKED_FOR_BY_OTHERS.search(name) and not re.search(rf"[\"']{re.escape(name)}[#\"']", texts)
    ]

    assert unused == []


def test_templates_mark_nothing_safe():
    """But the help texts of Django's own forms, as Django's templates do: they come from code."""
    found = [
        short(path)
        for path in TEMPLATES
        if re.search(r"\|\s*safe\b|autoescape\s+off", path.read_text().replace("{{ field.help_text|safe }}", ""))
    ]

    assert found == []


def test_code_marks_nothing_safe_but_what_is_drawn_in_python():
    """Decision 10."""
    found = [short(path) for path in SOURCES if "mark_safe" in path.read_text()]

    assert set(found) <= {"coaching/drawing.py", "coaching/parts.py", "insights/side_by_side.py"}


def test_migrations_have_names():
    found = [short(path) for app in APPS for path in (ROOT / app).rglob("migrations/*_auto_*.py")]

    assert found == []
