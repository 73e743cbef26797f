# `./build kill [CYCLES] [PART...]`: real processes under load, and in each cycle one of these parts is killed (SIGKILL)
# and started again: till, switch, issuer, postgres. With postgres (it is one kill in ten) the switch stands on two nodes
# under Patroni, whose primary is killed; without it on a file. The books of all are compared every 20 cycles. With
# `store` it is the store alone over the two nodes. CLEARSWIPE_KILL_SEED repeats the choices of a run, though not its
# moments. `build` reads this file.
kill_cycles() {
    need_dotnet
    local kills=${1:-20} parts; [ $# -gt 0 ] && shift
    parts=${*:-till switch issuer postgres}
    case " $parts " in
        *" store "* | *" postgres "*)
            need pg_createcluster postgresql
            need patroni patroni etcd-server python3-etcd
            need curl curl ;;
    esac
    export CLEARSWIPE_KILLS=$kills CLEARSWIPE_KILL_PARTS=$parts
    if [ "$parts" = store ]; then
        kill_run Clearswipe.Tests "Clearswipe.Tests.Store.Postgres.FailoverTests" -explicit only
    else
        kill_run Clearswipe.Stories "Clearswipe.Stories.Cycles.KillCycleStories"
    fi
}

# What the test says is printed as it comes, without the test's name before each line.
kill_run() { # kill_run PROJECT CLASS [options]
    local project=$1 class=$2; shift 2
    dotnet build "tests/$project" -c Release --nologo -v quiet
    dotnet run --project "tests/$project" -c Release --no-build -- -noColor -showLiveOutput -class "$class" "$@" |
        sed -u 's/^ *Clearswipe[^ ]* \[OUTPUT\] //'
}
