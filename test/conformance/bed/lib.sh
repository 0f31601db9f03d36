# lib.sh: what every script of the kit shares. Sourced, never run.
# Knobs (environment): CONFORMANCE_TIER=full (what FULL_TIER names is built, too), BED_HOME, BED_RUN, BED_NAME, BED_GOCACHE, BED_GOMODCACHE, BED_JOBS, BED_ANY_GO, and those described in up.sh.

BED_KIT=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
export BED_HOME=${BED_HOME:-${XDG_CACHE_HOME:-$HOME/.cache}/cdk8s-prometheus/bed}  # binaries and caches: worth keeping
export BED_RUN=${BED_RUN:-$BED_HOME/run}                                           # one running bed: thrown away by down.sh
export BED_NAME=${BED_NAME:-bed}                                                   # cgroup name: differs when two beds run side by side
BED_BIN=$BED_HOME/bin
. "$BED_KIT/versions.env"

# Addresses, the same on both levels. All of them exist only inside the bed's network namespace, which has no route out.
NODE_IP=10.99.0.1           # the node (a bridge device called node0); kube-apiserver listens on it, port 443
SERVICE_CIDR=10.97.0.0/22   # 10.97.0.1 is the kubernetes Service, 10.97.0.10 cluster DNS
POD_CIDR=10.98.0.0/24
SPARE_IPS="10.66.0.1 10.66.0.2 10.66.0.3"  # for tests: "another cluster's" Prometheus, fake nodes; anything may listen there

say()  { printf '%s\n' "$*"; }
warn() { printf '%s\n' "$*" >&2; }
die()  { warn "error: $*"; exit 1; }
now_ms() { date +%s%3N; }
seconds_since() { local ms=$(( $(now_ms) - $1 )); printf '%d.%d' $((ms / 1000)) $((ms % 1000 / 100)); }
first() { printf '%s' "${1%% *}"; }
need_root() { [ "$(id -u)" = 0 ] || die "needs root (namespaces, cgroups, containerd)"; }

# versions_of COMPONENT: its pins of this tier, default first
versions_of() {
  local version versions=""
  for version in $(all_versions_of "$1"); do
    [ "${CONFORMANCE_TIER:-}" != full ] && [[ " $FULL_TIER " == *" $1@$version "* ]] || versions+="${versions:+ }$version"
  done
  say "$versions"
}
all_versions_of() {
  case $1 in
    kube-apiserver | kube-controller-manager | kube-scheduler | kubelet | kube-proxy | pause) say "$KUBERNETES" ;;
    prometheus-operator | prometheus-config-reloader | admission-webhook) say "$PROMETHEUS_OPERATOR" ;;
    prometheus | promtool) say "$PROMETHEUS" ;;
    kube-state-metrics) say "$KUBE_STATE_METRICS" ;;
    karpenter) say "$KARPENTER" ;;
    kube-rbac-proxy) say "$KUBE_RBAC_PROXY" ;;
    kube-router) say "$KUBE_ROUTER" ;;
    alertmanager | amtool) say "$ALERTMANAGER" ;;
    thanos) say "$THANOS" ;;
    node-exporter) say "$NODE_EXPORTER" ;;
    blackbox-exporter) say "$BLACKBOX_EXPORTER" ;;
    pushgateway) say "$PUSHGATEWAY" ;;
    metrics-server) say "$METRICS_SERVER" ;;
    prometheus-adapter) say "$PROMETHEUS_ADAPTER" ;;
    vpa-recommender) say "$VPA_RECOMMENDER" ;;
    strict-decode) say "$MONITORING_TYPES" ;;
    etcd) say "$ETCD" ;;
    kubectl) say "$KUBECTL" ;;
    helm) say "$HELM" ;;
    *) die "unknown component: $1" ;;
  esac
}

# bin COMPONENT [VERSION]: path of the binary; bin/COMPONENT is a link to the default version
bin() { say "$BED_BIN/$1-${2:-$(first "$(versions_of "$1")")}"; }

# folder_of NAME VERSION: its folder below mods/; an older version has its own
folder_of() { [ -d "$BED_KIT/mods/$1-$2" ] && say "$1-$2" || say "$1"; }

# component NAME VERSION: how a Go-built one is built -> $mod (folder below mods/) $module $package $tags $ldflags
component() {
  local k8s_version="-X k8s.io/component-base/version.gitVersion=$2 -X k8s.io/component-base/version.gitMajor=1"
  k8s_version+=" -X k8s.io/component-base/version.gitMinor=$(cut -d. -f2 <<< "$2") -X k8s.io/client-go/pkg/version.gitVersion=$2"
  local common_version="-X github.com/prometheus/common/version.Version=${2#v}"
  tags="" ldflags="-s -w $common_version" mod=$1
  case $1 in
    kube-apiserver | kube-controller-manager | kube-scheduler | kubelet | kube-proxy)
      mod=kubernetes module=k8s.io/kubernetes package=$module/cmd/$1 ldflags="-s -w $k8s_version" ;;
    prometheus-operator)
      mod=prometheus-operator-$2 module=github.com/prometheus-operator/prometheus-operator package=$module/cmd/operator ;;
    prometheus-config-reloader | admission-webhook)
      mod=prometheus-operator-$2 module=github.com/prometheus-operator/prometheus-operator package=$module/cmd/$1 ;;
    prometheus | promtool)
      # upstream's own plugin tags: without them every cloud's SDK is pulled in (2 GB of modules, > 10 minutes)
      mod=$(folder_of prometheus "$2") module=github.com/prometheus/prometheus package=$module/cmd/$1
      tags=remove_all_sd,enable_kubernetes_sd,enable_dns_sd,netgo
      ldflags="-s -w -X github.com/prometheus/common/version.Version=$(prometheus_release "$2" | cut -c2-)" ;;
    kube-state-metrics)
      mod=$1-$2 module=k8s.io/kube-state-metrics/v2 package=$module
      ldflags="-s -w -X github.com/prometheus/common/version.Version=$2" ;;
    alertmanager | amtool) mod=$(folder_of alertmanager "$2") module=github.com/prometheus/alertmanager package=$module/cmd/$1 ;;
    # as upstream builds it: without the tag Receive panics on the first write
    thanos) module=github.com/thanos-io/thanos package=$module/cmd/thanos tags=slicelabels ldflags="-s -w" ;;
    karpenter) module=sigs.k8s.io/karpenter package=$module/kwok ldflags="-s -w" ;;
    node-exporter) mod=$(folder_of node-exporter "$2") module=github.com/prometheus/node_exporter package=$module ;;
    blackbox-exporter) module=github.com/prometheus/blackbox_exporter package=$module ;;
    pushgateway) module=github.com/prometheus/pushgateway package=$module ;;
    metrics-server) module=sigs.k8s.io/metrics-server package=$module/cmd/metrics-server ldflags="-s -w" ;;
    prometheus-adapter) module=sigs.k8s.io/prometheus-adapter package=$module/cmd/adapter ldflags="-s -w" ;;
    vpa-recommender) module=k8s.io/autoscaler/vertical-pod-autoscaler package=$module/pkg/recommender ldflags="-s -w" ;;
    kube-rbac-proxy) module=github.com/brancz/kube-rbac-proxy package=$module/cmd/$1 ldflags="-s -w" ;;
    kube-router) module=github.com/cloudnativelabs/kube-router/v2 package=. ldflags="-s -w" ;;
    strict-decode) module=github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring package=. ldflags="-s -w" ;;
    *) return 1 ;;
  esac
}

# prometheus_release v0.315.0 -> v3.15.0
prometheus_release() { local n=${1#v0.}; say "v${n%??.*}.$((10#$(tail -c3 <<< "${n%.*}"))).${n##*.}"; }

# what each level needs to start, and what it builds by default
core_of() {
  case $1 in
    control-plane) say etcd kubectl kube-apiserver kube-controller-manager ;;
    node) say etcd kubectl kube-apiserver kube-controller-manager kube-scheduler kubelet kube-proxy pause ;;
    *) die "unknown level: $1 (control-plane or node)" ;;
  esac
}
set_of() {
  core_of "$1"
  say prometheus-operator prometheus-config-reloader kube-state-metrics
  say prometheus
  [ "$1" = node ] && say helm kube-rbac-proxy kube-router "admission-webhook@$(first "$PROMETHEUS_OPERATOR")" thanos blackbox-exporter alertmanager node-exporter promtool amtool || say node-exporter promtool strict-decode admission-webhook alertmanager amtool thanos blackbox-exporter pushgateway metrics-server prometheus-adapter vpa-recommender karpenter
}

# go_env: the environment of every Go command of the kit
go_env() {
  export GOTOOLCHAIN=local CGO_ENABLED=0 GOWORK=off
  # no debugging information, which -w leaves out of the program anyway: a sixth less to compile
  export GOFLAGS="-mod=mod -trimpath -buildvcs=false -gcflags=all=-dwarf=false -p=${BED_JOBS:-$(nproc)}"
  export GOCACHE=${BED_GOCACHE:-$BED_HOME/gocache} GOMODCACHE=${BED_GOMODCACHE:-$BED_HOME/gomod}
}

# is_init PID: whether that process belongs to this bed (PID 1 of its namespace, or the unshare that holds it). A stale pid file must
# never hit another process, so the command line is compared.
is_init() {
  case "$(tr '\0' ' ' 2> /dev/null < "/proc/$1/cmdline")" in
    *"/init.sh $BED_RUN control-plane " | *"/init.sh $BED_RUN node ") return 0 ;;
    *) return 1 ;;
  esac
}
init_pid() { local pid; pid=$(cat "$BED_RUN/pid" 2> /dev/null) && is_init "$pid" && say "$pid"; }

# inside CMD...: run CMD in the bed's namespaces, in the current directory. To run something in the background and stop it later
# use exec.sh: killing nsenter alone leaves the command running (and answering on its port).
inside() {
  local pid
  pid=$(init_pid) || die "no bed is running in $BED_RUN (start one with up.sh)"
  ${INSIDE_EXEC:-} nsenter -t "$pid" -m -p -n -u "--wdns=$PWD" -- env "KUBECONFIG=$BED_RUN/kubeconfig" "PATH=$BED_BIN:$PATH" "$@"
}
k() { inside "$(bin kubectl)" "$@"; }
