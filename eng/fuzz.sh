# `./build fuzz [target|all] [seconds]` and `./build fuzz keep`; `build` reads this file. Inputs that are tried come from
# tests/Clearswipe.Fuzz/Corpora and Found; what a run finds stays in out/fuzz until it is kept.
fuzz_corpora=tests/Clearswipe.Fuzz/Corpora
fuzz_found=tests/Clearswipe.Fuzz/Found
fuzz_out=out/fuzz
# A corpus keeps this many inputs of a run, up to this size in bytes.
fuzz_most_kept=9
fuzz_longest_kept=700

fuzz() {
    need_dotnet
    need afl-fuzz afl++ || return 1
    fuzz_prepare || return 1
    local wanted=${1:-all} seconds=${2:-60} targets
    targets=$(fuzz_replay targets)
    if [ "$wanted" = keep ]; then fuzz_keep "$targets"; return; fi
    if [[ ! $seconds =~ ^[0-9]+$ ]]; then say "Seconds are a number: $seconds"; return 2; fi
    if [ "$wanted" != all ]; then
        grep -qxF -- "$wanted" <<<"$targets" || { say "The targets are:" $targets; return 2; }
        targets=$wanted
    fi
    # What failed once must be mended before anything new is looked for.
    fuzz_replay_all "$targets" || return 1
    fuzz_run "$seconds" $targets
    fuzz_report $targets
}

# The program as it is, which replays inputs, and a copy that tells the fuzzer the path of each.
fuzz_prepare() {
    rm -rf "$fuzz_out/program" "$fuzz_out/instrumented"
    dotnet publish tests/Clearswipe.Fuzz -c Release -o "$fuzz_out/program" --nologo -v quiet >&2 || return 1
    dotnet tool restore >/dev/null || { say "The tools of .config/dotnet-tools.json could not be restored."; return 1; }
    cp -r "$fuzz_out/program" "$fuzz_out/instrumented"
    dotnet sharpfuzz "$fuzz_out/instrumented/Clearswipe.Wire.dll" >/dev/null
    dotnet sharpfuzz "$fuzz_out/instrumented/Clearswipe.Vocabulary.dll" >/dev/null
    # The second decoder's paths count too: where the two part, an input is worth keeping.
    dotnet sharpfuzz "$fuzz_out/instrumented/Clearswipe.Fuzz.dll" Clearswipe.Fuzz.SimpleDecoder >/dev/null
}

fuzz_replay() { dotnet "$fuzz_out/program/Clearswipe.Fuzz.dll" "$@"; }

fuzz_replay_all() {
    local target broken=0
    for target in $1; do
        fuzz_replay replay "$target" "$fuzz_corpora/$target" "$fuzz_found/$target" >"$fuzz_out/replay.txt" && continue
        cat "$fuzz_out/replay.txt"
        broken=1
    done
    return $broken
}

# One fuzzer on each processor, and each target its share of the time.
fuzz_run() {
    local seconds=$1 workers share worker target index; shift
    workers=$(nproc)
    [ "$workers" -le $# ] || workers=$#
    share=$((seconds * workers / $#))
    [ "$share" -ge 3 ] || share=3
    for target in "$@"; do fuzz_seed "$target"; done
    for ((worker = 0; worker < workers; worker++)); do
        (
            index=0
            for target in "$@"; do
                [ $((index % workers)) != "$worker" ] || fuzz_one "$target" "$share" || true
                index=$((index + 1))
            done
        ) &
    done
    wait
}

fuzz_seed() {
    rm -rf "${fuzz_out:?}/seeds/$1" "${fuzz_out:?}/runs/$1"
    mkdir -p "$fuzz_out/seeds/$1" "$fuzz_out/runs"
    cp "$fuzz_corpora/$1/"* "$fuzz_out/seeds/$1/"
    [ ! -d "$fuzz_found/$1" ] || cp "$fuzz_found/$1/"* "$fuzz_out/seeds/$1/"
}

# The program is no binary that afl compiled, and it catches its own failures: afl's checks for both are left out.
fuzz_afl() {
    env AFL_SKIP_BIN_CHECK=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_SKIP_CPUFREQ=1 AFL_NO_UI=1 \
        AFL_NO_AFFINITY=1 AFL_ALLOW_TMP=1 AFL_FORKSRV_INIT_TMOUT=60000 DOTNET_TieredPGO=0 "$@"
}

fuzz_one() {
    fuzz_afl afl-fuzz -i "$fuzz_out/seeds/$1" -o "$fuzz_out/runs/$1" -m none -t 5000 -G 4096 -V "$2" -- \
        "$(command -v dotnet)" "$fuzz_out/instrumented/Clearswipe.Fuzz.dll" "$1" >"$fuzz_out/runs/$1.log" 2>&1
}

fuzz_stat() { sed -n "s/^$2 *: *//p" "$fuzz_out/runs/$1/default/fuzzer_stats"; }

# One line for each target, each failing input with its reason, and the closing line.
fuzz_report() {
    local target runs seconds edges crashes hangs all_runs=0 all_seconds=0 all_crashes=0 all_hangs=0 missing=0
    printf '%-15s %10s %8s %6s %6s %8s %6s\n' target executions a-second paths edges crashes hangs
    for target in "$@"; do
        if [ ! -s "$fuzz_out/runs/$target/default/fuzzer_stats" ]; then
            say "$target: the fuzzer did not run; the end of $fuzz_out/runs/$target.log is:"
            tail -n 5 "$fuzz_out/runs/$target.log" >&2
            missing=1
            continue
        fi
        runs=$(fuzz_stat "$target" execs_done) seconds=$(fuzz_stat "$target" run_time)
        edges=$(fuzz_stat "$target" edges_found)
        crashes=$(fuzz_inputs "$target" crashes | wc -l) hangs=$(fuzz_inputs "$target" hangs | wc -l)
        printf '%-15s %10s %8s %6s %6s %8s %6s\n' "$target" "$runs" "$(fuzz_stat "$target" execs_per_sec)" \
            "$(fuzz_stat "$target" corpus_count)" "$edges" "$crashes" "$hangs"
        all_runs=$((all_runs + runs)) all_seconds=$((all_seconds + seconds))
        all_crashes=$((all_crashes + crashes)) all_hangs=$((all_hangs + hangs))
        # Without edges the fuzzer is blind, and no news is no good news.
        [ "$edges" -gt 20 ] || { say "$target: next to no edge was seen; was the program instrumented?"; missing=1; }
    done
    fuzz_tell_failures "$@"
    [ "$all_seconds" -gt 0 ] || all_seconds=1
    printf '%s crashes, %s hangs, %s executions (%s per second)\n' \
        "$all_crashes" "$all_hangs" "$all_runs" "$((all_runs / all_seconds))"
    [ "$all_crashes" = 0 ] && [ "$all_hangs" = 0 ] && [ "$missing" = 0 ]
}

fuzz_inputs() {
    [ ! -d "$fuzz_out/runs/$1/default/$2" ] || find "$fuzz_out/runs/$1/default/$2" -type f -name 'id:*' | sort
}

fuzz_tell_failures() {
    local target input
    for target in "$@"; do
        for input in $(fuzz_inputs "$target" crashes); do
            say "$target: broken by $input"
            fuzz_replay replay "$target" "$input" | sed -n 's/^[^ ]*: \(Clearswipe\|System\)/  \1/p' >&2 || true
            say "  When it is mended, the input belongs in $fuzz_found/$target."
        done
        for input in $(fuzz_inputs "$target" hangs); do say "$target: slow on $input"; done
    done
}

# What the last run found is made few, the smallest input of each path, and takes the place of what was kept before: that
# was tried again and is among it. Of many, short and long ones stay alike. Inputs that people named stay as they are.
fuzz_keep() {
    local target input name
    for target in $1; do
        [ -d "$fuzz_out/runs/$target/default/queue" ] || continue
        fuzz_fewer "$target" || { say "$target: its inputs could not be made fewer: $fuzz_out/cmin.log"; return 1; }
        find "$fuzz_corpora/$target" -type f -regextype posix-extended -regex '.*/[0-9a-f]{12}' -delete
        find "$fuzz_out/few" -type f -printf '%s %p\n' | sort -n | cut -d ' ' -f 2- >"$fuzz_out/few.txt"
        while IFS= read -r input; do
            name=$(sha256sum "$input" | cut -c 1-12)
            sha256sum "$fuzz_corpora/$target/"* | cut -c 1-12 | grep -qxF "$name" || cp "$input" "$fuzz_corpora/$target/$name"
        done < <(awk -v all="$(wc -l <"$fuzz_out/few.txt")" -v most="$fuzz_most_kept" \
            'int(NR * most / all) > int((NR - 1) * most / all) || all <= most' "$fuzz_out/few.txt")
        say "$target: $(find "$fuzz_corpora/$target" -type f | wc -l) inputs"
    done
}

fuzz_fewer() {
    rm -rf "${fuzz_out:?}/all" "${fuzz_out:?}/few"
    mkdir -p "$fuzz_out/all"
    find "$fuzz_out/runs/$1/default/queue" -maxdepth 1 -type f -size "-${fuzz_longest_kept}c" \
        -exec cp {} "$fuzz_out/all/" \;
    fuzz_afl afl-cmin -i "$fuzz_out/all" -o "$fuzz_out/few" -m none -t 5000 -- \
        "$(command -v dotnet)" "$fuzz_out/instrumented/Clearswipe.Fuzz.dll" "$1" >"$fuzz_out/cmin.log" 2>&1
}
