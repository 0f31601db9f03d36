module bed.local/node-exporter-v1.9.1

go 1.23.0

require github.com/prometheus/node_exporter v1.9.1
