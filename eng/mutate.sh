# `./build mutate [wire|vault] [files]`: a room's code is changed in one place at a time, and its own tests must notice.
# A whole room takes hours; files such as 'Emv/TlvReader.cs' or 'Macs/*.cs' take minutes. `build` reads this file.
mutate() {
    local room=${1:-wire} files=${2:-} report
    need_dotnet
    need python3 python3 || return 1
    [ -f "eng/stryker-$room.json" ] || { say "The rooms are: wire vault"; return 2; }
    dotnet tool restore >/dev/null || { say "The tools of .config/dotnet-tools.json could not be restored."; return 1; }
    report="$PWD/out/mutate/$room"
    rm -rf "$report" && mkdir -p "$report"
    # An error of the tool itself ends here; its account of what it did is kept.
    (cd tests/Clearswipe.Tests && dotnet stryker -f "../../eng/stryker-$room.json" -O "$report" -c "$(nproc)" \
        --skip-version-check ${files:+-m "$files"}) >"$report/log.txt" 2>&1 || {
        say "The mutations did not run; the end of $report/log.txt is:"
        tail -n 5 "$report/log.txt" >&2
        return 1
    }
    mutate_report "$report/reports/mutation-report.json"
}

# Each change that no test noticed, and the closing line.
mutate_report() {
    python3 - "$1" <<'PY'
import json, os, sys
counts = {}
for file, of_file in json.load(open(sys.argv[1]))["files"].items():
    for mutant in of_file["mutants"]:
        status = mutant["status"]
        counts[status] = counts.get(status, 0) + 1
        if status in ("Survived", "NoCoverage"):
            what = " ".join(mutant.get("replacement", "").split())
            print(f"{os.path.relpath(file)}:{mutant['location']['start']['line']}: {mutant['mutatorName']}: {what[:80]}")
noticed = counts.get("Killed", 0) + counts.get("Timeout", 0)
missed = counts.get("Survived", 0) + counts.get("NoCoverage", 0)
print(f"{noticed} changes noticed, {missed} not noticed ({100 * noticed // max(1, noticed + missed)} %)")
PY
}
