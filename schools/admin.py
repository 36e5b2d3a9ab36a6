"""The support tool: people, schools, pairs, terms. People are never deleted, and roles and pairs end by actions."""

from django import forms
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import BaseUserCreationForm, UserChangeForm
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from schools import actions
from schools.models import ClosedDay, Membership, Mentorship, School, Term, Trust, User
from schools.refusal import Refused


class NeverDeleted(admin.ModelAdmin):
    """People, roles and pairs stay: what they did refers to them."""

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Trust)
class TrustAdmin(admin.ModelAdmin):
    search_fields = ["name"]


@admin.register(School)
class SchoolAdmin(admin.ModelAdmin):
    list_display = ["name", "urn", "trust"]
    list_select_related = ["trust"]
    search_fields = ["name", "urn"]
    autocomplete_fields = ["trust"]


class NewPersonForm(BaseUserCreationForm):
    class Meta:
        model = User
        fields = ["email", "name"]

    def clean_email(self):
        return self.cleaned_data["email"].strip().lower()


class PersonForm(UserChangeForm):
    class Meta:
        model = User
        fields = ["email", "name", "password", "is_active", "is_staff", "is_superuser"]

    def clean_email(self):
        return self.cleaned_data["email"].strip().lower()


@admin.register(User)
class PersonAdmin(NeverDeleted, UserAdmin):
    form = PersonForm
    add_form = NewPersonForm
    list_display = ["name", "email", "is_active", "is_staff", "last_login"]
    list_filter = ["is_active", "is_staff"]
    search_fields = ["name", "email"]
    ordering = ["name", "pk"]
    filter_horizontal = []
    readonly_fields = ["last_login", "joined_at"]
    fieldsets = [
        (None, {"fields": ["email", "name", "password"]}),
        ("Support", {"fields": ["is_active", "is_staff", "is_superuser"]}),
        ("When", {"fields": ["joined_at", "last_login"]}),
    ]
    add_fieldsets = [(None, {"fields": ["email", "name", "password1", "password2"]})]


class WholeForm(forms.ModelForm):
    """Asks a new row for all its constraints, also those on columns that are not in the form."""

    def clean(self):
        super().clean()
        typed = self.cleaned_data
        if self.instance.pk is None and not self.errors:
            self._meta.model(**typed).validate_constraints()
        return typed


class PairForm(WholeForm):
    """As the action does, asks whether both have their role at the school."""

    def clean(self):
        typed = super().clean()
        if self.instance.pk is None and not self.errors:
            reason = actions.why_not_pair_here(school=typed["school"], mentor=typed["mentor"], ect=typed["ect"])
            if reason:
                self.add_error(None, reason)
        return typed


@admin.register(Membership)
class MembershipAdmin(NeverDeleted):
    form = WholeForm
    list_display = ["user", "role", "place", "ended_at"]
    list_filter = ["role"]
    list_select_related = ["user", "school", "trust"]
    search_fields = ["user__name", "user__email", "school__name", "school__urn", "trust__name"]
    autocomplete_fields = ["user", "school", "trust"]
    readonly_fields = ["created_at", "ended_at"]
    actions = ["end_now"]

    @admin.display(description="at")
    def place(self, membership):
        return membership.school or membership.trust

    def has_change_permission(self, request, obj=None):
        return obj is None and super().has_change_permission(request)

    @admin.action(description="End these roles now")
    def end_now(self, request, memberships):
        end_each(request, memberships, actions.end_role)


@admin.register(Mentorship)
class MentorshipAdmin(NeverDeleted):
    form = PairForm
    list_display = ["ect", "mentor", "school", "starts_on", "rhythm", "ended_at", "read"]
    list_filter = [("ended_at", admin.EmptyFieldListFilter), "rhythm", "stand_in"]
    list_select_related = ["ect", "mentor", "school"]
    search_fields = ["ect__name", "ect__email", "mentor__name", "mentor__email", "school__name", "school__urn"]
    autocomplete_fields = ["school", "mentor", "ect"]
    readonly_fields = ["ended_at", "ended_by"]
    actions = ["end_now"]

    def get_readonly_fields(self, request, obj=None):
        # Another mentor, ECT or school is another mentorship.
        return [*self.readonly_fields, "school", "mentor", "ect"] if obj else self.readonly_fields

    @admin.display(description="coaching")
    def read(self, mentorship):
        """Where a superuser reads a week, with a reason that the pair can see; the support site shows none of it."""
        where = reverse("read_week", args=[mentorship.school_id, mentorship.ect_id])
        return format_html('<a href="{}">Read a week</a>', where)

    @admin.action(description="End these mentorships now")
    def end_now(self, request, mentorships):
        end_each(request, mentorships, actions.end_mentorship)


@admin.register(Term)
class TermAdmin(admin.ModelAdmin):
    list_display = ["name", "school", "starts_on", "ends_on", "half_term_starts_on", "half_term_ends_on"]
    list_select_related = ["school"]
    search_fields = ["name", "school__name", "school__urn"]
    autocomplete_fields = ["school"]


@admin.register(ClosedDay)
class ClosedDayAdmin(admin.ModelAdmin):
    list_display = ["name", "school", "starts_on", "ends_on"]
    list_select_related = ["school"]
    search_fields = ["name", "school__name", "school__urn"]
    autocomplete_fields = ["school"]


def end_each(request, rows, action):
    """End each row by its action; say how many were, and why another wasn't."""
    ended = 0
    for row in rows:
        try:
            action(row, by=request.user, at=timezone.now())
        except Refused as refused:
            messages.error(request, f"{row}: {refused}")
        else:
            ended += 1
    messages.success(request, f"{ended} ended.")
