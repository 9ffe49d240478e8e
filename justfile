# What there is to do here; `just` alone lists it.
_list:
    @just --list --unsorted

# Installs what the tests need and runs them.
test *arguments:
    ./test {{arguments}}

# Everything that a change must pass.
ci:
    .ci/run

# Lays the source out as it is to be.
format:
    cargo fmt --all

# How long analysis, comparison and the report take.
bench *arguments:
    cargo bench -p rashomon-core {{arguments}}

# How many instructions `rashomon read` takes on a file: the same number on every run, unlike the time.
instructions file="testdata/cases/call/00.txt":
    scripts/instructions {{file}}

# The pictures in the README, from the report of testdata/cases/call.
pictures:
    scripts/pictures
