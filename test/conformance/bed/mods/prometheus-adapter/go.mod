module bed.local/prometheus-adapter

go 1.25.0

require sigs.k8s.io/prometheus-adapter v0.12.0
