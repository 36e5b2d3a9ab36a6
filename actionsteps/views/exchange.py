"""A bank in and out: taken away whole, brought in after a dry run."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from actionsteps import actions
from actionsteps.actions.bringing import BROUGHT_IN
from actionsteps.exchange import COLUMNS, bank_rows
from actionsteps.forms import UploadForm
from actionsteps.views.doors import bank_for, posted, steps_for, upload_for
from schools.dry_run import TAGS, WORDS
from schools.refusal import Refused
from schools.tables import as_csv, as_xlsx

KINDS = {
    "csv": ("text/csv; charset=utf-8", as_csv),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        lambda headings, rows: as_xlsx(headings, rows, title="Bank"),
    ),
}


@require_safe
def take_bank(request, kind):
    """Every step that the person reads, as a file: the product's, the trust's and the school's."""
    content_type, write = KINDS[kind]
    body = write(list(COLUMNS), bank_rows(steps_for(request)))
    return HttpResponse(
        body, content_type=content_type, headers={"Content-Disposition": f'attachment; filename="bank.{kind}"'}
    )


@require_http_methods(["GET", "POST"])
def bring_steps(request, bank, owner_id):
    """Choose a file; what is in it is shown before anything is written."""
    owner, _ = bank_for(request, **{f"{bank}_id": int(owner_id)})
    form = UploadForm(posted(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        upload = actions.keep_upload(form.table, name=file.name, **owner, by=request.user, at=timezone.now())
        return redirect("actionsteps:confirm_steps", upload.pk)
    context = {"form": form, "owner": next(iter(owner.values())), "columns": list(COLUMNS)}
    return TemplateResponse(request, "actionsteps/bring.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def confirm_steps(request, upload_id):
    """The fate of every row (GET); all of it, exactly as shown (POST). Again ends where the first time did."""
    upload, changed = upload_for(request, upload_id), ""
    if request.method == "POST" and not upload.is_brought_in:
        try:
            planned = actions.bring_in(upload, shown=request.POST.get("shown", ""), by=request.user, at=timezone.now())
        except Refused as refused:
            changed, upload = str(refused), upload_for(request, upload_id)
        else:
            messages.success(request, f"{planned.count('new')} new, {planned.count('changed')} changed.")
            return redirect("actionsteps:kept_bank")
    if upload.is_brought_in:
        messages.info(request, BROUGHT_IN)
        return redirect("actionsteps:kept_bank")
    planned = actions.plan_of(upload)
    context = {
        "upload": upload,
        "plan": planned,
        "changed": changed,
        "counts": [(word, TAGS[fate], number) for fate, word in WORDS.items() if (number := planned.count(fate))],
        "rows": [(fate, WORDS[fate.fate], TAGS[fate.fate]) for fate in planned.fates],
    }
    return TemplateResponse(request, "actionsteps/confirm.html", context, status=409 if changed else 200)
