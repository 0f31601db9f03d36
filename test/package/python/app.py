"""The examples minimal, node-endpoints and federation as a Python program: the same YAML, byte for byte. `app.py OUTDIR NODES`"""
import sys

from cdk8s import App, Chart, Duration
from cdk8s_prometheus import (
    Cloud,
    Exposure,
    FederatedCluster,
    FederationExport,
    NodeEndpoints,
    NodeSource,
    PrometheusStack,
    SkippedNodesPolicy,
)

outdir, nodes = sys.argv[1:3]


def app():
    return App(outdir=outdir)


minimal = app()
PrometheusStack(
    Chart(minimal, "monitoring", namespace="monitoring"), "Monitoring",
    prometheus={"external_labels": {"cluster": "home"}},
    alertmanager={"config_secret": "alertmanager-config"},
    high_availability=False,
)
minimal.synth()

kubelets = app()
NodeEndpoints(
    Chart(kubelets, "kubelet", namespace="kube-system"), "Kubelet",
    nodes=NodeSource.from_file(nodes),
    kubernetes_version="1.36",
    operator_version="0.94.1",
    skipped_nodes=SkippedNodesPolicy.fail_above(25),
)
kubelets.synth()

federation = app()
FederationExport(
    Chart(federation, "eu-1", namespace="monitoring"), "Export",
    cluster="eu-1",
    prometheus="main",
    target_port="auth-proxy",
    exposure=Exposure.internal_load_balancer(Cloud.GKE),
    allowed_cidrs=["10.20.0.0/16"],
)

FederatedCluster(
    Chart(federation, "main", namespace="monitoring"), "Eu",
    cluster="eu-1",
    target={"ips": ["10.30.0.7"], "hostname": "prometheus.eu-1.example.org"},
    match=['{__name__=~"(job|namespace|cluster):.*"}', 'up{job="kubelet"}'],
    kubernetes_version="1.34",
    interval=Duration.minutes(1),
    sample_limit=100_000,
    tls={"ca_secret_name": "eu-1-ca"},
    bearer_token={"secret_name": "eu-1-token"},
)
federation.synth()
