# Named suites with budgets, for tools/test and tools/check. Sourced, not run.
#
# suite NAME MINUTES COMMAND... runs a command, shows its output if it fails, and prints its minutes. More than
# twice its budget is a failure too. finish prints the last line, `N passed, N failed`.

passed=0
failed=0
logs=$(mktemp -d)
trap 'rm -rf "$logs"' EXIT

suite() {
    local name=$1 budget=$2 start=$SECONDS verdict=passed
    shift 2
    if ! "$@" >"$logs/$name" 2>&1; then
        verdict=failed
        tail -n 200 "$logs/$name"
    fi
    local seconds=$((SECONDS - start))
    if ((seconds > budget * 120)); then
        verdict="failed: more than twice its budget"
    fi
    printf '%-16s %3d.%d min of %d  %s\n' "$name" $((seconds / 60)) $((seconds % 60 / 6)) "$budget" "$verdict"
    if [[ $verdict == passed ]]; then passed=$((passed + 1)); else failed=$((failed + 1)); fi
}

finish() {
    echo "$passed passed, $failed failed"
    ((failed == 0))
}

# Whether Package.swift declares a program; some come later than the scripts that run them.
declares() { grep -q "\"$1\"" Package.swift; }

# The count of a suite, from tools/counts.
count() {
    awk -v name="$1" -v column="$2" '
        $2 == "name" { for (i = 3; i <= NF; i++) if ($i == column) place = i - 1 }
        $1 == name { print $place }' tools/counts
}

# The tests of code under a sanitizer, in a folder of its own: the two kinds of object files do not mix.
# Leaks are not looked for: the detector takes what a global holds through a tagged pointer, such as an indirect
# enum, for lost, and the programs that the tests start would end with its status.
sanitized() {
    ASAN_OPTIONS=detect_leaks=0 swift test --disable-xctest --sanitize="$1" --scratch-path ".build/$1" --skip TidyTests
}

# All but the rules for sources, which have a suite of their own.
unit_tests() { swift test --disable-xctest --skip-build --parallel --skip TidyTests; }
