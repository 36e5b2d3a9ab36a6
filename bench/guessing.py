"""Signing in, counted and measured with the real hasher: a school behind one address, and a guesser.

    .venv/bin/python -m bench.guessing

200 people sign in from one address; then 1,000 wrong passwords are tried for one account, from as many addresses; both
on eight threads at once, through every middleware. In a new SQLite file, or in the database that BENCH_DATABASE_URL
names.
"""

from concurrent.futures import ThreadPoolExecutor
from time import perf_counter, thread_time

from bench._bank import set_up

set_up()

from django.conf import settings  # noqa: E402
from django.contrib.auth.hashers import make_password  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402
from django.test import Client  # noqa: E402

from schools.hashers import Argon2id  # noqa: E402
from schools.models import User  # noqa: E402

THREADS, SCHOOL, GUESSES = 8, 200, 1000
PASSWORD = "do-this-so-that"
checked = []


class Counting(Argon2id):
    """Argon2id at its real cost; notes what each check of a password took."""

    def verify(self, password, encoded):
        began = thread_time()
        right = super().verify(password, encoded)
        checked.append(thread_time() - began)
        return right


def sign_in(email, password, address):
    """Whether somebody got in, and the CPU that the answer took."""
    began = thread_time()
    answer = Client(REMOTE_ADDR=address).post("/account/login/", {"login": email, "password": password}, secure=True)
    took = thread_time() - began
    connections.close_all()
    return answer.status_code == 302, took


def main():
    settings.ALLOWED_HOSTS = ["*"]
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.PASSWORD_HASHERS = ["bench.guessing.Counting"]
    call_command("createcachetable")
    password = make_password(PASSWORD)
    people = [User(email=f"p{n}@school.example", name=f"Person {n}", password=password) for n in range(SCHOOL + 1)]
    User.objects.bulk_create(people)
    with ThreadPoolExecutor(THREADS) as threads:
        began = perf_counter()
        told = list(threads.map(lambda n: sign_in(f"p{n}@school.example", PASSWORD, "10.0.0.1"), range(SCHOOL)))
        took = perf_counter() - began
        refused = sum(not good for good, _ in told)
        cpu = sorted(cpu for _, cpu in told)[SCHOOL // 2] * 1000
        from bench.guessing import checked as noted  # the hasher's module, not this one run as a program

        hashing = sorted(noted)[len(noted) // 2] * 1000
        print(f"{connection.vendor}: {refused} of {SCHOOL} good sign-ins refused, in {took:.1f} s")
        print(f"{connection.vendor}: {cpu:.0f} ms CPU for each of them, {hashing:.0f} ms of it Argon2id")
        noted.clear()
        victim = f"p{SCHOOL}@school.example"
        told = list(
            threads.map(lambda n: sign_in(victim, f"guess-{n}", f"10.{n // 250 + 1}.{n % 250}.1"), range(GUESSES))
        )
        print(
            f"{connection.vendor}: {len(noted)} of {GUESSES} wrong passwords checked, {sum(g for g, _ in told)} got in"
        )


if __name__ == "__main__":
    main()
