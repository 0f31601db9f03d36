module bed.local/kube-state-metrics-v2.18.0

go 1.24.5

require k8s.io/kube-state-metrics/v2 v2.18.0
