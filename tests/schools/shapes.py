"""Files as schools have them, by what is odd about each: made up, after the exports and lists that schools keep."""

import io
from datetime import datetime, time

from openpyxl import Workbook


def text(*rows, delimiter=",", end="\n"):
    return end.join(delimiter.join(row) for row in rows) + end


def book(**sheets):
    """A workbook; a sheet is rows, or rows and the cells to merge."""
    workbook, out = Workbook(), io.BytesIO()
    workbook.remove(workbook.active)
    for title, rows in sheets.items():
        sheet = workbook.create_sheet(title.replace("_", " "))
        rows, merged = rows if isinstance(rows, tuple) else (rows, ())
        for row in rows:
            sheet.append(row)
        for cells in merged:
            sheet.merge_cells(cells)
    workbook.save(out)
    return out.getvalue()


HEAD = ("Name", "Email", "Role", "Mentor email")
BETH = ("Beth Brown", "beth@x.example", "Mentor", "")
JO = ("Jo Green", "jo@x.example", "ECT", "beth@x.example")
AL = ("Al Grey", "al@x.example", "ECT", "beth@x.example")
LIST = (HEAD, BETH, JO, AL)
PLAIN = text(*LIST)

SHAPES = {
    "CSV in UTF-8": PLAIN.encode(),
    "CSV with a byte-order mark": PLAIN.encode("utf-8-sig"),
    "CSV in Windows-1252": PLAIN.replace("Jo", "Zoë").encode("cp1252"),
    "CSV in UTF-16": PLAIN.encode("utf-16"),
    "CSV in UTF-16 without its mark": PLAIN.encode("utf-16-le"),
    "Semicolons": text(*LIST, delimiter=";").encode(),
    "Semicolons under a title with commas": ("ECTs, mentors, 2025\n" + text(*LIST, delimiter=";")).encode(),
    "Excel’s own first line “sep=;”": ("sep=;\r\n" + text(*LIST, delimiter=";", end="\r\n")).encode(),
    "Tabs": text(*LIST, delimiter="\t").encode(),
    "Line ends of an old Mac": text(*LIST, end="\r").encode(),
    "Blank rows, stray and hard spaces": text(
        ("", ""), HEAD, ("",), *(tuple(f" {cell}\xa0" for cell in row) for row in LIST[1:]), (" ",)
    ).encode(),
    "Title rows and a date above the headings": (
        "Harbour Academy\nEarly career teachers 2025-26\nExported on 01/09/2025 by the office\n\n" + PLAIN
    ).encode(),
    "Totals and a printed-by line below": (PLAIN + "\nTotal,3,,\nGenerated 01/09/2025\n").encode(),
    "Headings again on each page": text(HEAD, BETH, HEAD, JO, HEAD, AL).encode(),
    "Two tables in one sheet, each under its title": (
        b"Mentors\nName,Work email\nBeth Brown,beth@x.example\n\n"
        b"ECTs\nForename,Surname,Email,Mentor email\n"
        b"Jo,Green,jo@x.example,beth@x.example\nAl,Grey,al@x.example,beth@x.example\n"
    ),
    "Two tables beside each other": text(
        ("ECTs", "", "", "Mentors", ""),
        ("Name", "Email", "", "Name", "Email"),
        ("Jo Green", "jo@x.example", "", "Beth Brown", "beth@x.example"),
        ("Al Grey", "al@x.example", "", "", ""),
    ).encode(),
    "The role as a line between the rows": (
        b"Name,Email,Mentor\nMentors,,\nBeth Brown,beth@x.example,\nECTs,,\n"
        b"Jo Green,jo@x.example,Beth Brown\nAl Grey,al@x.example,Beth Brown\n"
    ),
    "Headings over headings, merged": book(
        List=(
            [
                ["ECT", None, None, "Mentor", None],
                ["First name", "Surname", "Email", "Name", "Email"],
                ["Jo", "Green", "jo@x.example", "Beth Brown", "beth@x.example"],
                ["Al", "Grey", "al@x.example", "Beth Brown", "beth@x.example"],
            ],
            ("A1:C1", "D1:E1"),
        )
    ),
    "A mentor’s cell merged over their ECTs": book(
        List=(
            [
                ["ECT", "ECT email", "Mentor", "Mentor email"],
                ["Jo Green", "jo@x.example", "Beth Brown", "beth@x.example"],
                ["Al Grey", "al@x.example"],
            ],
            ("C2:C3", "D2:D3"),
        )
    ),
    "The same heading twice: ECT, Email, Mentor, Email": text(
        ("ECT", "Email", "Mentor", "Email"),
        ("Jo Green", "jo@x.example", "Beth Brown", "beth@x.example"),
        ("Al Grey", "al@x.example", "Beth Brown", "beth@x.example"),
    ).encode(),
    "The same, the mentor first": text(
        ("Mentor", "Email", "ECT", "Email"),
        ("Beth Brown", "beth@x.example", "Jo Green", "jo@x.example"),
        ("Beth Brown", "beth@x.example", "Al Grey", "al@x.example"),
    ).encode(),
    "A workbook": book(Sheet1=[list(row) for row in LIST]),
    "A workbook whose first sheet is a note": book(
        Read_me=[["Please keep this list up to date"]], Sheet2=[list(row) for row in LIST]
    ),
    "A workbook with a sheet each for ECTs and mentors": book(
        ECTs=[
            ["Full name", "Email address", "Mentor"],
            ["Jo Green", "jo@x.example", "Beth Brown"],
            ["Al Grey", "al@x.example", "Beth Brown"],
        ],
        Mentors=[["Full name", "Email address"], ["Beth Brown", "beth@x.example"]],
    ),
    "Dates and times as a workbook has them": book(
        Sheet1=[
            ["Name", "Email", "Role", "Mentor email", "Start date", "Meeting time"],
            ["Beth Brown", "beth@x.example", "Mentor", None, datetime(1998, 9, 1), None],
            ["Jo Green", "jo@x.example", "ECT", "beth@x.example", datetime(2025, 9, 1), time(15, 40)],
            ["Al Grey", "al@x.example", "ECT", "beth@x.example", 45901, "Thursdays 3.40pm"],
        ]
    ),
    "A staff export: legal and preferred names, titles, job titles, codes": text(
        ("Staff Code", "Title", "Legal Forename", "Legal Surname", "Preferred Forename", "Preferred Surname")
        + ("Work Email", "Home Email", "Job Title", "TRN", "Start Date", "ECT Role", "ECT Mentor Email", "Middle name"),
        ("BBR", "Mrs", "Elizabeth", "Brown", "Beth", "", "beth@x.example", "b@home.example")
        + ("Head of Maths", "1234567", "01/09/1998", "Mentor", "", "Ann"),
        ("JGR", "Ms", "Josephine", "Green", "Jo", "", "jo@x.example", "")
        + ("Teacher", "7654321", "01/09/2025", "ECT1", "beth@x.example", ""),
        ("AGR", "Mr", "Alan", "Grey", "", "", "al@x.example", "")
        + ("Teacher", "", "1 September 2024", "ECT Y2", "beth@x.example", "Bo"),
    ).encode(),
    "Names as “Green, Ms Jo (ECT1)”, addresses as “Jo Green <jo@…>”": text(
        ("Name", "Email", "Mentor"),
        ('"Brown, Mrs Beth (Mentor)"', "Beth Brown <beth@x.example>", ""),
        ('"Green, Ms Jo (ECT1)"', "mailto:jo@x.example", "Mrs Beth Brown"),
        ('"Grey, Mr Al (ECT2)"', "AL@X.EXAMPLE;", '"Brown, Beth"'),
    ).encode(),
    "The mentor’s address in the column “Mentor”": text(
        ("Name", "Email", "Role", "Mentor"), BETH, (*JO[:3], "beth@x.example"), (*AL[:3], "BETH@x.example")
    ).encode(),
    "“N/A”, “TBC” and “-” where there is nothing": text(
        (*HEAD, "Start date", "Day"), (*BETH[:3], "N/A", "-", "TBC"), (*JO, "TBC", "n/a"), (*AL, "-", "–")
    ).encode(),
    "Induction tutor columns beside the ECT’s": text(
        ("First name", "Last name", "Email", "Induction tutor name", "Induction tutor email", "Mentor name")
        + ("Mentor email", "Appropriate body name", "School name"),
        ("Jo", "Green", "jo@x.example", "Ivy Tutor", "ivy@x.example", "Beth Brown", "beth@x.example", "AB", "Harbour"),
        ("Al", "Grey", "al@x.example", "Ivy Tutor", "ivy@x.example", "Beth Brown", "beth@x.example", "AB", "Harbour"),
    ).encode(),
    "URNs as “100001.0” and “URN 100001”": text(
        ("URN", *HEAD), ("100001.0", *BETH), ("URN 100001", *JO), ("100001", *AL)
    ).encode(),
    "A row without an address": text(HEAD, BETH, JO, AL, ("Ed Blue", "", "ECT", "")).encode(),
    "No column of addresses": text(("Name", "Role"), ("Jo Green", "ECT")).encode(),
    "No column of names": text(("Email", "Role"), ("jo@x.example", "ECT")).encode(),
    "Headings alone": text(HEAD).encode(),
    "10,200 rows": text(HEAD, *[JO] * 10_200).encode(),
    "50,000 rows": text(HEAD, *[JO] * 50_000).encode(),
    "A web page that ends in .xls": b"<html><table><tr><td>Name</td></tr></table></html>",
    "An old .xls": b"\xd0\xcf\x11\xe0 and more",
    "A PDF": b"%PDF-1.7 and more",
    "A broken workbook": b"PK\x03\x04 and more",
    "An empty file": b"",
}
