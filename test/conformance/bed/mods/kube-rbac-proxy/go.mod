module bed.local/kube-rbac-proxy

go 1.26

require github.com/brancz/kube-rbac-proxy v0.22.1
