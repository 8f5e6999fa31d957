# Sourced by the scripts beside it: makes .venv hold what a lock file says. Sets root and python.
# Needs Python 3.11 or newer with pip; nothing else. Running it again costs a few milliseconds.

root=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
venv=${ANDON_VENV:-$root/.venv}
python=$venv/bin/python
PYTHONPATH=$root/src${PYTHONPATH:+:$PYTHONPATH}
export PYTHONPATH

stop() {
    printf '%s\n' "$1" >&2
    exit 1
}

find_python() {
    for candidate in "${ANDON_PYTHON:-}" python3 python3.14 python3.13 python3.12 python3.11; do
        [ -n "$candidate" ] || continue
        if "$candidate" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            printf '%s' "$candidate"
            return
        fi
    done
    stop "Andon needs Python 3.11 or newer. Install it, or name it: ANDON_PYTHON=/path/to/python3 $0"
}

# An environment that another user made may not run for this one: it is made anew.
make_venv() {
    if [ -x "$python" ] && "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
        return
    fi
    base=$(find_python) || exit 1
    "$base" -m pip --version >/dev/null 2>&1 || stop "Andon needs pip for $base. On Debian: apt-get install python3-pip"
    rm -rf "$venv" 2>/dev/null
    # Debian's python has no ensurepip, so pip is not asked to live in there.
    "$base" -m venv --without-pip "$venv" || stop "Cannot make $venv. Name a folder you may write: ANDON_VENV=/path $0"
    printf '%s' "$base" >"$venv/made-by"
}

# install LOCK: what the lock file says, once for each state of it.
install() {
    lock=$root/$1
    make_venv
    wanted=$(cksum <"$lock")
    stamp=$venv/installed-$1
    [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && return
    if [ "$1" = requirements.lock ] && [ "$(cat "$venv/holds-$1" 2>/dev/null)" = "$wanted" ]; then
        return
    fi
    printf 'Installing what Andon needs into %s …\n' "$venv" >&2
    base=$(cat "$venv/made-by" 2>/dev/null || find_python)
    "$base" -m pip --python "$python" install --quiet --disable-pip-version-check --require-hashes -r "$lock" ||
        stop "The installation stopped. It needs the Python package index; run the command again to go on."
    printf '%s' "$wanted" >"$stamp"
    # The lock for developers contains the other one.
    if [ "$1" = requirements-dev.lock ]; then
        cksum <"$root/requirements.lock" >"$venv/holds-requirements.lock"
    fi
}
