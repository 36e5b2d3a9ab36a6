#!/usr/bin/env bash
# The project's commands; `./do help` lists them. The environment is kept in .venv and made again only when
# requirements*.txt changed; the front end is built again only when its sources changed.
set -eu
cd -- "$(dirname -- "${BASH_SOURCE[0]}")"

usage() {
  cat <<'END'
The two that matter:
  ./do demo [--port N]     the product with demo data on http://localhost:8000 (or the next free port)
  ./do test [arguments]    the whole suite, on SQLite and on PostgreSQL, with the browser journeys;
                           --sqlite or --postgres first for one of them; other arguments go to pytest

While working:
  ./do check               lint, formats, types, import arrows, missing migrations
  ./do fix                 mend what can be mended
  ./do serve [port]        the development server, which restarts when a file changes
  ./do manage ...          Django's manage.py
  ./do build               build the front end now

Now and then:
  ./do venv                make or freshen .venv with everything a developer needs
  ./do lock [arguments]    write requirements*.txt from pyproject.toml (arguments go to `uv pip compile`)
  ./do pictures            take the README's pictures of the running product again
  ./do bench [name]        measure: all of bench/, or one of it
  ./do help                this list
END
}

say() { printf '%s\n' "$*"; }
die() { printf '%s\n' "$*" >&2; exit 1; }
have() { command -v "$1" >/dev/null 2>&1; }
is_root() { [ "$(id -u)" = 0 ]; }
fingerprint() { cat "$@" | cksum; }
is_fresh() { [ "$(cat "$1" 2>/dev/null)" = "$2" ]; }

# apt_install PACKAGE...: as root on Debian and its kin installs; elsewhere fails.
apt_install() {
  is_root && have apt-get || return 1
  say "Installing $* ..."
  DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "$@" >/dev/null 2>&1 && return
  apt-get update -q >/dev/null && DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends "$@" >/dev/null
}


# --- the Python environment ------------------------------------------------------------------------------------------

find_python() {
  for python in ${PYTHON:-} python3.11 python3.12 python3.13 python3; do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then say "$python"; return; fi
  done
  die "So That needs Python 3.11 or newer. On Debian: sudo apt-get install python3 python3-venv"
}

# An environment with pip in it: by venv, else (Debian leaves ensurepip out) by virtualenv, wherever that can be had.
make_environment() {
  local python elsewhere
  python="$(find_python)"
  rm -rf .venv
  "$python" -m venv .venv >/dev/null 2>&1 && return
  rm -rf .venv
  "$python" -m virtualenv -q .venv >/dev/null 2>&1 && return
  have virtualenv && virtualenv -q -p "$python" .venv >/dev/null 2>&1 && return
  have uv && uv venv -q --seed -p "$python" .venv >/dev/null 2>&1 && return
  elsewhere="$(mktemp -d)"
  if "$python" -m pip install -q --target "$elsewhere" virtualenv >/dev/null 2>&1 &&
    PYTHONPATH="$elsewhere" "$python" -m virtualenv -q .venv >/dev/null 2>&1; then
    rm -rf "$elsewhere"
    return
  fi
  rm -rf "$elsewhere" .venv
  apt_install python3-venv && "$python" -m venv .venv && return
  die "Python here can't make an environment. On Debian: sudo apt-get install python3-venv"
}

# The lists are complete and pinned: nothing is left to resolve, and what is never imported need not be compiled.
install_from() {
  if have uv && uv pip install -q --python .venv/bin/python --require-hashes -r "$1" 2>/dev/null; then return; fi
  .venv/bin/python -m pip install -qq --disable-pip-version-check --no-input --require-hashes --no-deps --no-compile -r "$1"
}

# ensure_environment runtime|dev
ensure_environment() {
  local file=requirements.txt mark
  [ "$1" = dev ] && file=requirements-dev.txt
  mark="$(fingerprint "$file")"
  .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || make_environment
  is_fresh ".venv/.installed-$1" "$mark" && return
  say "Installing $file into .venv ..."
  # One that was interrupted while it was made has a Python and no pip.
  .venv/bin/python -c 'import pip' 2>/dev/null || make_environment
  install_from "$file"
  # The suite's processes begin together, and each would compile what it imports.
  [ "$1" != dev ] || .venv/bin/python -m compileall -q -j 0 .venv/lib >/dev/null || true
  say "$mark" >".venv/.installed-$1"
  # What a developer needs contains what the product needs.
  [ "$1" != dev ] || fingerprint requirements.txt >.venv/.installed-runtime
}


# --- the front end -----------------------------------------------------------------------------------------------------

with_npm() {
  if have npm && node -e 'process.exit(+(process.versions.node.split(".")[0] < 18))' 2>/dev/null; then
    npm "$@"
  else
    [ -x .venv/bin/npm ] || install_from requirements-node.txt
    PATH="$PWD/.venv/bin:$PATH" .venv/bin/npm "$@"
  fi
}

front_end_sources() { find package.json package-lock.json static -type f -not -path 'static/built/*' | LC_ALL=C sort; }

build_front_end() {
  local packages sources
  packages="$(fingerprint package.json package-lock.json)"
  sources="$(front_end_sources | tr '\n' '\0' | xargs -0 cat | cksum)"
  if ! is_fresh node_modules/.installed "$packages"; then
    say "Fetching the front end's parts ..."
    with_npm ci --include=dev --silent --no-audit --no-fund
    say "$packages" >node_modules/.installed
  fi
  say "Building the front end ..."
  with_npm run --silent build
  say "$sources" >static/built/.fingerprint
}

ensure_front_end() {
  is_fresh static/built/.fingerprint "$(front_end_sources | tr '\n' '\0' | xargs -0 cat | cksum)" || build_front_end
}


# --- what the tests need of the machine --------------------------------------------------------------------------------

# The build without windows first: the same engine, for half the work.
find_chromium() {
  for browser in "${CHROMIUM:-}" chromium-headless-shell chromium chromium-browser google-chrome google-chrome-stable \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome" "/Applications/Chromium.app/Contents/MacOS/Chromium"; do
    if [ -n "$browser" ] && "$browser" --version >/dev/null 2>&1; then command -v "$browser"; return; fi
  done
  return 1
}

ensure_chromium() {
  CHROMIUM="$(find_chromium)" || { apt_install chromium-headless-shell && CHROMIUM="$(find_chromium)"; } ||
    { apt_install chromium && CHROMIUM="$(find_chromium)"; } ||
    die "The browser journeys need Chromium. On Debian: sudo apt-get install chromium"
  export CHROMIUM
}

# The folder of the newest PostgreSQL *server*: psql on the PATH may be a client alone.
find_postgres() {
  local candidates
  candidates="$(ls -d /usr/lib/postgresql/*/bin /usr/pgsql-*/bin /opt/homebrew/opt/postgresql*/bin \
    /usr/local/opt/postgresql*/bin 2>/dev/null | sort -rV || true)"
  have initdb && candidates="$candidates
$(dirname "$(command -v initdb)")"
  while read -r folder; do
    if [ -x "$folder/initdb" ] && [ -x "$folder/pg_ctl" ]; then say "$folder"; return; fi
  done <<<"$candidates"
  return 1
}

postgres_programs=""
ensure_postgres() {
  case "${DATABASE_URL:-}" in postgres*) return ;; esac
  postgres_programs="$(find_postgres)" || { apt_install postgresql && postgres_programs="$(find_postgres)"; } ||
    die "The tests need a PostgreSQL server. On Debian: sudo apt-get install postgresql"
}

cluster=""
as_server() { (cd "$cluster" && if is_root; then runuser -u postgres -- "$@"; else "$@"; fi); }

# A throw-away cluster on a free port, unless DATABASE_URL names a server. Nothing in it is worth a sync to disk, nor its
# many small queries a compiler. Plans are made anew: one of a foreign key's, made once while the tables were empty, reads
# all that the tests before left behind, for each row they check. And nobody counts rows between the tests: what is counted
# then is nothing, and a plan for nothing takes minutes over a bank.
start_postgres() {
  local port attempt
  case "${DATABASE_URL:-}" in postgres*) return ;; esac
  # Root hands it to the user postgres, who may not see into root's own temporary folder.
  if is_root; then cluster="$(mktemp -d /tmp/so-that-postgres.XXXXXX)"; else cluster="$(mktemp -d)"; fi
  if is_root; then chown postgres "$cluster"; fi
  as_server "$postgres_programs/initdb" -D "$cluster/data" -U postgres -A trust -E UTF8 --locale=C.UTF-8 >"$cluster/log" 2>&1 ||
    as_server "$postgres_programs/initdb" -D "$cluster/data" -U postgres -A trust -E UTF8 --locale=C >"$cluster/log" 2>&1 ||
    { cat "$cluster/log"; die "initdb failed."; }
  for attempt in 1 2 3 4 5; do
    port="$(.venv/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')"
    if as_server "$postgres_programs/pg_ctl" -D "$cluster/data" -l "$cluster/data/server.log" -w -s start -o "-p $port \
      -c listen_addresses=127.0.0.1 -c unix_socket_directories='$cluster' -c fsync=off -c synchronous_commit=off \
      -c full_page_writes=off -c autovacuum=off -c jit=off -c plan_cache_mode=force_custom_plan -c max_connections=200 -c max_parallel_workers_per_gather=0"; then
      DATABASE_URL="postgres://postgres@127.0.0.1:$port/postgres"
      return
    fi
    say "PostgreSQL did not start on port $port (attempt $attempt)."
  done
  cat "$cluster/data/server.log"
  die "PostgreSQL did not start."
}

stop_postgres() {
  [ -n "$cluster" ] || return 0
  as_server "$postgres_programs/pg_ctl" -D "$cluster/data" -m immediate -s stop >/dev/null 2>&1 || true
  rm -rf "$cluster"
  cluster=""
}

# run_suite PLAIN JOURNEYS [arguments]: the plain tests of the marks PLAIN ("" for all) on two processes, then the
# journeys of the marks JOURNEYS, each a browser, on three. With arguments, one run.
run_suite() {
  local red=0 plain="$1" journeys="$2"
  shift 2
  if [ $# -gt 0 ]; then
    .venv/bin/python -m pytest "$@"
    return
  fi
  # Playwright's plugin, half a second in each process, is for the journeys.
  .venv/bin/python -m pytest -q -n 2 --maxschedchunk=2 -p no:playwright -m "$plain" --ignore=tests/journeys || red=1
  .venv/bin/python -m pytest -q -n 3 -m "$journeys" tests/journeys || red=1
  return $red
}


# --- the commands ------------------------------------------------------------------------------------------------------

do_demo() {
  ensure_environment runtime
  ensure_front_end
  export DATABASE_URL=""
  exec .venv/bin/python scripts/demo.py "$@"
}

# suite_on DATABASE PLAIN JOURNEYS [arguments]: as `run_suite`; leaves in `ended` how it went.
ended=""
suite_on() {
  local name="$1" red=0
  shift
  SECONDS=0
  say "== The suite on $name"
  run_suite "$@" || red=1
  ended="$name: green, $SECONDS s"
  [ $red = 0 ] || ended="$name: RED, $SECONDS s"
  return $red
}

# Both at once: while the one waits for its server, a browser or its last test, the other has the processor. What says the
# same on either is asked once; `--sqlite` or `--postgres` alone asks all of it.
on_both() {
  local red=0
  told="$(mktemp)"
  say "(What asks no database, who gets what at every address and how pages look is asked on SQLite; most journeys and the"
  say "longest tests on PostgreSQL.)"
  # In a group of its own, so that `clean_up` ends it with all its processes.
  set -m
  (suite_on PostgreSQL "not pure and not table" "not look" || red=1; say "$ended"; exit $red) >"$told" 2>&1 &
  beside=$!
  set +m
  DATABASE_URL="" suite_on SQLite "not once" "look or both" || red=1
  say "(PostgreSQL goes on ...)"
  wait $beside || red=1
  beside=""
  cat "$told"
  say "$ended"
  return $red
}

beside="" told=""
clean_up() {
  [ -z "$beside" ] || kill -- "-$beside" 2>/dev/null || true
  [ -z "$told" ] || rm -f "$told"
  stop_postgres
}

do_test() {
  local which=both red=0
  case "${1:-}" in
    --sqlite | --postgres) which="${1#--}"; shift ;;
  esac
  ensure_environment dev
  ensure_front_end
  ensure_chromium
  [ "$which" = sqlite ] || ensure_postgres
  unset SQLITE_PATH
  trap clean_up EXIT
  trap 'exit 130' INT TERM
  [ "$which" = sqlite ] || start_postgres
  export DATABASE_URL="${DATABASE_URL:-}"
  if [ "$which" = both ] && [ $# = 0 ]; then
    on_both
    return
  fi
  if [ "$which" != postgres ]; then DATABASE_URL="" suite_on SQLite "" "" "$@" || red=1; say "$ended"; fi
  if [ "$which" != sqlite ]; then suite_on PostgreSQL "" "" "$@" || red=1; say "$ended"; fi
  return $red
}

templates() { find templates -name '*.html' -print0; }

do_check() {
  local red="" types
  ensure_environment dev
  export DATABASE_URL="" SQLITE_PATH=":memory:"
  types="$(mktemp)"
  # The types take the longest: they run beside the rest.
  .venv/bin/mypy >"$types" 2>&1 &
  local mypy=$!
  .venv/bin/ruff check --quiet --output-format concise . || red="$red lint"
  .venv/bin/ruff format --check --output-format concise . >"$types.format" 2>&1 || { red="$red format"; cat "$types.format"; }
  templates | xargs -0 .venv/bin/djade --check --target-version 5.2 >"$types.templates" 2>&1 ||
    { red="$red templates"; cat "$types.templates"; }
  .venv/bin/lint-imports --no-logo >"$types.imports" 2>&1 || { red="$red imports"; cat "$types.imports"; }
  .venv/bin/python manage.py makemigrations --check --dry-run -v 1 >"$types.migrations" 2>&1 ||
    { red="$red migrations"; cat "$types.migrations"; }
  .venv/bin/python manage.py check >"$types.django" 2>&1 || { red="$red django"; cat "$types.django"; }
  wait $mypy || { red="$red types"; cat "$types"; }
  rm -f "$types" "$types".*
  [ -z "$red" ] || die "Not right:$red. (./do fix mends lint, format and templates.)"
  say "All checks passed."
}

do_fix() {
  ensure_environment dev
  .venv/bin/ruff check --quiet --fix . || true
  .venv/bin/ruff format --quiet .
  templates | xargs -0 .venv/bin/djade --target-version 5.2 || true
}

do_serve() {
  ensure_environment dev
  ensure_front_end
  exec .venv/bin/python manage.py runserver "localhost:${1:-8000}"
}

do_manage() {
  ensure_environment dev
  exec .venv/bin/python manage.py "$@"
}

do_build() {
  ensure_environment runtime
  build_front_end
}

do_lock() {
  ensure_environment dev
  local uv=uv
  have uv || uv=.venv/bin/uv
  have "$uv" || .venv/bin/python -m pip install -q uv
  lock_one() {
    local file="$1"; shift
    "$uv" pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
      --no-emit-find-links --custom-compile-command "./do lock" -q -o "$file" "$@"
    say "$file"
  }
  lock_one requirements.txt "$@"
  lock_one requirements-dev.txt --group dev -c requirements.txt "$@"
  "$uv" pip compile --group node --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
    --no-emit-find-links --custom-compile-command "./do lock" -q -o requirements-node.txt "$@"
  say requirements-node.txt
}

do_pictures() {
  ensure_environment dev
  ensure_front_end
  ensure_chromium
  DATABASE_URL="" .venv/bin/python scripts/pictures.py "$@"
}

do_bench() {
  ensure_environment dev
  ensure_front_end
  local name="${1:-}"
  if [ -n "$name" ]; then
    shift
    exec .venv/bin/python -m "bench.$name" "$@"
  fi
  for file in bench/*.py; do
    name="$(basename "$file" .py)"
    case "$name" in _*) continue ;; esac
    say "== $name"
    .venv/bin/python -m "bench.$name"
  done
}

command="${1:-help}"
[ $# -eq 0 ] || shift
export PYTHONUTF8=1
# Told to keep no bytecode, each of the suite's processes compiles Django and all tests again: three times the start.
unset PYTHONDONTWRITEBYTECODE
# These run on settings of their own, whatever the shell holds; the others only where it holds nothing.
case "$command" in
  demo | test | check | pictures | bench) export DEBUG=True ;;
  *) export DEBUG="${DEBUG:-True}" ;;
esac
case "$command" in
  demo | check | fix | serve | manage | build | lock | pictures | bench | test) "do_$command" "$@" ;;
  venv) ensure_environment dev ;;
  help | -h | --help) usage ;;
  *) usage >&2; die "There is no ./do $command." ;;
esac
