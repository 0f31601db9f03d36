module bed.local/alertmanager-v0.28.1

go 1.22.0

require github.com/prometheus/alertmanager v0.28.1
