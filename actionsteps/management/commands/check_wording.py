"""`manage.py check_wording FILE`: what the check says about a list of steps that a school already has."""

import csv
import io
import json
import sys

from django.core.management.base import BaseCommand, CommandError

from actionsteps import precision, texts


class Command(BaseCommand):
    help = "Check the wording of the steps in FILE (CSV or JSON lines; - for standard input) and sum up what was found."
    # It reads a file and no table: a school can run it before there is a database.
    requires_system_checks = ()
    requires_migrations_checks = False

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE", help="a CSV or JSON lines file, or - for standard input")
        form = parser.add_mutually_exclusive_group()
        form.add_argument("--csv", action="store_true", help="write CSV, the summary to standard error")
        form.add_argument("--jsonl", action="store_true", help="write JSON lines, the summary to standard error")

    def handle(self, *args, **options):
        try:
            rows = texts.read_rows(_bytes_of(options["file"]))
            write = self._jsonl if options["jsonl"] else self._csv if options["csv"] else self._table
            summary = Summary()
            write(self._checked(rows, summary))
        except OSError as error:
            raise CommandError(f"Can't read {options['file']}: {error.strerror or error}") from None
        except texts.UnreadableFile as error:
            raise CommandError(f"Can't read {options['file']}: {error}") from None
        (self.stderr if options["csv"] or options["jsonl"] else self.stdout).write(summary.text())

    def _checked(self, rows, summary):
        """Each row that could be read, with its findings; the others are reported as they come."""
        for row in rows:
            if row.problem:
                summary.bad += 1
                self.stderr.write(f"Row {row.number}: {row.problem}")
                continue
            findings = precision.check_row(row.wording)
            summary.add(row, findings)
            yield row, findings

    def _table(self, checked):
        for row, findings in checked:
            mark = "vague" if precision.is_vague(findings) else "ok" if not findings else "advice"
            self.stdout.write(f"{row.number:>5}  {mark:<6}  {_short(row.text)}")
            for finding in findings:
                self.stdout.write(f"{'':15}{finding.code}: “{_short(finding.words, 60)}”. {finding.suggestion}")

    def _csv(self, checked):
        self._write_csv(["row", "text", "vague", "findings", "words", "suggestions"])
        for row, findings in checked:
            self._write_csv(
                [
                    row.number,
                    _escaped(row.text),
                    "yes" if precision.is_vague(findings) else "no",
                    " ".join(_codes(findings)),
                    _escaped(" | ".join(finding.words for finding in findings)),
                    _escaped(" | ".join(dict.fromkeys(finding.suggestion for finding in findings))),
                ]
            )

    def _write_csv(self, cells):
        line = io.StringIO()
        csv.writer(line, lineterminator="").writerow(cells)
        self.stdout.write(line.getvalue())

    def _jsonl(self, checked):
        for row, findings in checked:
            entry = {
                "row": row.number,
                "text": row.text,
                "vague": precision.is_vague(findings),
                "findings": _codes(findings),
                "words": [finding.words for finding in findings],
            }
            self.stdout.write(json.dumps(entry, ensure_ascii=False))


class Summary:
    """What the list comes to, as n of m."""

    def __init__(self):
        self.rows = self.bad = self.vague = self.how = self.purpose = self.clean = 0
        self.codes = dict.fromkeys(precision.CODES, 0)

    def add(self, row, findings):
        self.rows += 1
        self.vague += precision.is_vague(findings)
        self.how += bool(row.wording.normal.steps)
        self.purpose += bool(row.wording.normal.so_that) or precision.has_purpose(row.text)
        self.clean += not findings
        for code in set(_codes(findings)):
            self.codes[code] += 1

    def text(self):
        lines = [
            "",
            f"{self.how} of {self.rows} with a how",
            f"{self.purpose} of {self.rows} with a so-that",
            f"{self.vague} of {self.rows} vague",
            f"{self.clean} of {self.rows} without a finding",
            *(f"{count} of {self.rows} {code.replace('_', ' ')}" for code, count in self.codes.items() if count),
        ]
        if self.bad:
            lines.append(f"{self.bad} row{'' if self.bad == 1 else 's'} could not be read")
        return "\n".join(lines)


def _bytes_of(name):
    if name == "-":
        return getattr(sys.stdin, "buffer", sys.stdin).read()
    with open(name, "rb") as file:
        return file.read()


def _codes(findings):
    return list(dict.fromkeys(finding.code for finding in findings))


def _short(text, length=90):
    line = " ".join(text.split())
    return line if len(line) <= length else line[: length - 1] + "…"


def _escaped(text):
    """`text` with a mark before what a spreadsheet would take for a formula."""
    return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
