# `./build simulate [SEED] [--sales N] [--seeds FROM..TO]`: sales in the storm, where everything goes wrong, on simulated
# disks. With a seed it is one run, replayed to its last event; without one it is many, on all cores, each in a process
# of its own. `build` reads this file.
simulate() {
    local seed='' seeds=1..4000 sales=50
    while [ $# -gt 0 ]; do
        case "$1" in
            --sales) sales=$2; shift 2 ;;
            --seeds) seeds=$2; shift 2 ;;
            *) seed=$1; shift ;;
        esac
    done
    publish
    # Optimising by profile costs a run of minutes more than it gives.
    export DOTNET_TieredPGO=0
    [ -z "$seed" ] || exec out/clearswipe/clearswipe lab run storm --seed "$seed" --sales "$sales"
    simulate_many "${seeds%%..*}" "${seeds##*..}" "$sales"
}

# The seeds in as many parts as there are cores; what each part found, and their sum in the closing line.
simulate_many() { # simulate_many FROM TO SALES
    local from=$1 to=$2 sales=$3 cores part first last began=$SECONDS
    cores=$(nproc)
    rm -rf out/simulate && mkdir -p out/simulate
    for ((part = 0; part < cores; part++)); do
        first=$((from + (to - from + 1) * part / cores)) last=$((from + (to - from + 1) * (part + 1) / cores - 1))
        [ "$first" -gt "$last" ] || out/clearswipe/clearswipe lab run storm --sales "$sales" --seeds "$first..$last" \
            >"out/simulate/$part.txt" 2>&1 &
    done
    wait
    grep -h '^seed ' out/simulate/*.txt || true
    grep -h 'injected:' out/simulate/*.txt | head -n 1
    # "storm: 40 seeds, 838 sales, 671 paid, 194 power cuts, 0 violations"; a part that did not come to its end has none.
    cat out/simulate/*.txt | awk -v seconds=$((SECONDS - began)) -v parts="$(ls out/simulate | wc -l)" '
        /^storm: / { seeds += $2; sales += $4; paid += $6; cuts += $8; wrong += $11; ended++ }
        END {
            printf "%d seeds, %d sales, %d paid, %d power cuts, %d violations, %d s\n", \
                seeds, sales, paid, cuts, wrong, seconds
            exit wrong > 0 || ended < parts
        }'
}
