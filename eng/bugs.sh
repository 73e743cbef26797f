# `./build bugs [NAME...]`: each planted bug of eng/bugs.tsv is put into a copy of the sources, and the simulation must
# find it within 2,000 seeds (BUG_SEEDS) of 20 sales in the storm. The sources themselves know nothing of it. `build`
# reads this file.
bugs() {
    need_dotnet
    need python3 python3 || return 1
    local names name work=$PWD/out/bugs
    names=$([ $# -gt 0 ] && printf '%s\n' "$@" || grep -v '^#' eng/bugs.tsv | cut -f1 | uniq)
    bugs_prepare "$work" || return 1
    for name in $names; do
        bugs_plant "$work" "$name" || return 1
        while [ "$(jobs -rp | wc -l)" -ge "$(nproc)" ]; do wait -n || true; done
        bugs_hunt "$work" "$name" &
    done
    wait
    bugs_report "$work" $names
}

# A copy with what was restored and built, so that of each bug only its own room is compiled.
bugs_prepare() { # bugs_prepare WORK
    dotnet build src/Clearswipe.Host -c Release --nologo -v quiet || return 1
    rm -rf "$1" && mkdir -p "$1/found"
    cp -r src eng Directory.*.props global.json .editorconfig "$1"
}

# Changes the text, compiles the room, puts it beside the other rooms, and changes the text back.
bugs_plant() { # bugs_plant WORK NAME
    local room
    room=$(awk -F'\t' -v name="$2" '$1 == name { split($2, path, "/"); print path[1]; exit }' eng/bugs.tsv)
    [ -n "$room" ] || { say "There is no planted bug \"$2\"; eng/bugs.tsv lists them."; return 2; }
    bugs_change "$1" "$2" forth || return 1
    cp -r src/Clearswipe.Host/bin/Release/net10.0 "$1/$2"
    dotnet build "$1/src/$room" -c Release --no-restore --no-dependencies --nologo -v quiet \
        -p:RunAnalyzers=false -p:TreatWarningsAsErrors=false >"$1/found/$2.build" 2>&1 || {
        say "$2 does not compile:"; grep -m 3 error "$1/found/$2.build" >&2; return 1
    }
    cp "$1/src/$room/bin/Release/net10.0/$room.dll" "$1/$2/"
    bugs_change "$1" "$2" back
}

bugs_change() { # bugs_change WORK NAME forth|back
    python3 - "$@" <<'PY'
import csv, pathlib, sys
work, name, way = sys.argv[1:]
for row in csv.reader(open("eng/bugs.tsv"), delimiter="\t", quoting=csv.QUOTE_NONE):
    if row[0] != name:
        continue
    file, stands, planted = row[1:]
    path = pathlib.Path(work, "src", file)
    original = pathlib.Path("src", file).read_text()
    if original.count(stands) != 1:
        sys.exit(f"{name}: src/{file} has {original.count(stands)} times, not once: {stands}")
    path.write_text(path.read_text().replace(stands, planted) if way == "forth" else original)
PY
}

# A hundred seeds at a time, so that a hunt that is cut short says how far it came. Seconds are those of the processor.
bugs_hunt() { # bugs_hunt WORK NAME
    local first last most=${BUG_SEEDS:-2000}
    for ((first = 1; first <= most; first = last + 1)); do
        last=$((first + 99 < most ? first + 99 : most))
        (
            ulimit -t 900
            env DOTNET_TieredPGO=0 dotnet "$1/$2/clearswipe.dll" lab run storm --sales 20 --seeds "$first..$last" --stop
        ) >"$1/found/$2.txt" 2>&1 || true
        # What did not come to its end is no search of those seeds.
        grep -q -e '^seed ' -e '^storm: ' "$1/found/$2.txt" || break
        ! grep -q '^seed ' "$1/found/$2.txt" || break
        echo "$last" >"$1/found/$2.seeds"
    done
    rm -rf "${1:?}/$2"
}

# A line a bug: the seed that found it and the law that was broken; the closing line counts.
bugs_report() { # bugs_report WORK NAME...
    local name work=$1 found=0 missed=0; shift
    for name in "$@"; do
        if grep -m 1 '^seed ' "$work/found/$name.txt" | cut -c 1-110 | sed "s/^/$(printf %-44s "$name")/"; then
            found=$((found + 1))
        else
            printf '%-44s%s\n' "$name" "NOT FOUND in $(cat "$work/found/$name.seeds" 2>/dev/null || echo 0) seeds"
            missed=$((missed + 1))
        fi
    done
    printf '%s planted bugs found, %s not found\n' "$found" "$missed"
    [ "$missed" = 0 ]
}
