"""What `./do demo` does once the environment is there: the database, its demo data, and the server.

One process for all of it, so that the second start takes as long as Django does to load. What somebody typed stays:
`seed_demo` fills an empty database and leaves any other alone.
"""

import argparse
import os
import socket
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("DJANGO_RUNSERVER_HIDE_WARNING", "true")

FURTHER = 50  # ports tried after the one asked for


def is_free(port):
    """Whether nothing on this machine answers on `port`, by either kind of address."""
    for address in ("127.0.0.1", "::1"):
        try:
            with socket.create_connection((address, port), timeout=0.5):
                return False
        except OSError:
            continue
    return True


def free_port(wanted):
    """`wanted`, or the next port that is free."""
    for port in range(wanted, wanted + FURTHER):
        if is_free(port):
            if port != wanted:
                print(f"Port {wanted} is taken: using {port}.")
            return port
    sys.exit(f"No free port from {wanted} to {wanted + FURTHER - 1}.")


def main():
    parser = argparse.ArgumentParser(prog="./do demo")
    parser.add_argument("--port", type=int, default=8000)
    options = parser.parse_args()

    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("load_starter_bank")
    call_command("seed_demo")
    port = free_port(options.port)
    print(f"\nSo That is on http://localhost:{port} (Ctrl+C stops it)\n", flush=True)
    call_command("runserver", f"127.0.0.1:{port}", use_reloader=False, skip_checks=True)


if __name__ == "__main__":
    main()
