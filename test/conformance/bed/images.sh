#!/bin/bash
# images.sh [--list]: makes an image from every binary that is built and imports it under its public name and tag, so that unmodified
# pod specs run. Called by up.sh --level node; run it again after building something more. What is there already is skipped.
set -euo pipefail
. "$(dirname "$0")/lib.sh"
if [ "${1:-}" = --list ]; then inside ctr -n k8s.io images ls -q | grep -v '^sha256'; exit; fi

stamps=$BED_RUN/images.stamps work=$(mktemp -d "$BED_RUN/images.XXXXXX")
trap 'rm -rf "$work"' EXIT
mkdir -p "$stamps"
start=$(now_ms) made=0

image() { # REFERENCE NEEDED-FILE MKIMG-OPTIONS...
  local reference=$1 needed=$2 stamp; shift 2
  [ -e "$needed" ] || return 0
  stamp=$stamps/$(tr /: -- <<< "$reference")
  # the stamp says what the image was made from: the command, the binary, the tool
  local key; key=$(say "$* $(stat -L -c '%s %Y' "$needed" "$BED_KIT/mkimg.py")" | sha256sum)
  [ "$(cat "$stamp" 2> /dev/null)" != "$key" ] || return 0
  python3 "$BED_KIT/mkimg.py" "$work/image.tar" "$reference" "$@"
  inside ctr -n k8s.io images import "$work/image.tar" > /dev/null
  say "$key" > "$stamp"; made=$((made + 1)); say "$reference"
}
program() { # REFERENCE BINARY TARGET [MKIMG-OPTIONS...]: one static binary, run as nobody
  image "$1" "$2" --file "$2:$3" --entrypoint "[\"$3\"]" --user 65534:65534 "${@:4}"
}

tool() { # NAME VERSION: the tool that upstream's image has, too, if it is built
  [ ! -e "$(bin "$1" "$2")" ] || say "--file $(bin "$1" "$2"):/bin/$1"
}

image "$IMAGE_PAUSE" "$(bin pause)" --file "$(bin pause):/pause" --entrypoint '["/pause"]' --user 65535:65535
image "$IMAGE_TEST" /usr/bin/busybox --shell --cmd '["sh"]'
# the images of Prometheus and of the config reloader hold a shell and wget: exec probes depend on them
for version in $PROMETHEUS; do
  image "quay.io/prometheus/prometheus:$(prometheus_release "$version")" "$(bin prometheus "$version")" --shell \
    --file "$(bin prometheus "$version"):/bin/prometheus" $(tool promtool "$version") --dir /prometheus:755:65534 --dir /etc/prometheus:755:65534 --user nobody --workdir /prometheus \
    --entrypoint '["/bin/prometheus"]' --cmd '["--config.file=/etc/prometheus/prometheus.yml","--storage.tsdb.path=/prometheus"]'
done
for version in $ALERTMANAGER; do
  image "quay.io/prometheus/alertmanager:$version" "$(bin alertmanager "$version")" --shell \
    --file "$(bin alertmanager "$version"):/bin/alertmanager" $(tool amtool "$version") --dir /alertmanager:755:65534 --dir /etc/alertmanager:755:65534 --user nobody --workdir /alertmanager \
    --entrypoint '["/bin/alertmanager"]' --cmd '["--config.file=/etc/alertmanager/alertmanager.yml","--storage.path=/alertmanager"]'
done
# Debian's BusyBox 1.35 sends no signature_algorithms when its wget speaks TLS; 1.36 and newer do, and so does upstream's image. Programs of Go 1.25 and newer
# then refuse the handshake, unless they are told to accept SHA-1.
for version in $PROMETHEUS_OPERATOR; do
  program "quay.io/prometheus-operator/prometheus-operator:$version" "$(bin prometheus-operator "$version")" /bin/operator
  program "quay.io/prometheus-operator/prometheus-config-reloader:$version" "$(bin prometheus-config-reloader "$version")" /bin/prometheus-config-reloader --shell --env GODEBUG=tlssha1=1
done
for version in $KUBE_STATE_METRICS; do
  program "registry.k8s.io/kube-state-metrics/kube-state-metrics:$version" "$(bin kube-state-metrics "$version")" /kube-state-metrics
done
for version in $NODE_EXPORTER; do
  program "quay.io/prometheus/node-exporter:$version" "$(bin node-exporter "$version")" /bin/node_exporter
done
operator=$(first "$PROMETHEUS_OPERATOR")
program "quay.io/prometheus-operator/admission-webhook:$operator" "$(bin admission-webhook "$operator")" /bin/admission-webhook
program "quay.io/thanos/thanos:$THANOS" "$(bin thanos)" /bin/thanos
program "quay.io/prometheus/blackbox-exporter:$BLACKBOX_EXPORTER" "$(bin blackbox-exporter)" /bin/blackbox_exporter
program "quay.io/brancz/kube-rbac-proxy:$KUBE_RBAC_PROXY" "$(bin kube-rbac-proxy)" /usr/local/bin/kube-rbac-proxy
say "images: $made made in $(seconds_since "$start") s, $(ls "$stamps" | wc -l) in all"
