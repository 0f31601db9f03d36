"""The example platform as a Python program: the same YAML, byte for byte. `platform_app.py OUTDIR`

Options are dictionaries with names in snake case. In lists they are classes: jsii drops keys in snake case of dictionaries there.
"""
import sys

from cdk8s import App, Chart, Duration, Size
from cdk8s_plus_34 import ContainerPort, ContainerProps, ContainerSecurityContextProps, Deployment, ServicePort
from cdk8s_prometheus import (
    AlertingRule,
    AlertIntegration,
    AlertRoute,
    AlertRouting,
    BlackboxExporter,
    ExternalTargets,
    FederatedCluster,
    Grafana,
    GrafanaDatasource,
    OAuth2Proxy,
    Platform,
    PodMonitor,
    ProbeTargets,
    Prometheus,
    PrometheusRules,
    PrometheusStack,
    Relabel,
    RemoteWrite,
    ServiceLevelObjective,
    SloIndicator,
    StackSize,
    WebIngress,
)

CLUSTER = "eu-1"
app = App(outdir=sys.argv[1])

shop = Chart(app, "shop", namespace="shop")


def container(name, *ports):
    return ContainerProps(
        name=name,
        image=f"registry.example.org/shop/{name}:1.4.2",
        ports=[ContainerPort(name=port_name, number=number) for port_name, number in zip(["http", "metrics", "jvm"], ports)],
        resources={},
        security_context=ContainerSecurityContextProps(ensure_non_root=True, user=1000),
    )


checkout = Deployment(
    shop, "Checkout", metadata={"name": "checkout"}, replicas=2, containers=[container("checkout", 8080, 9100, 9404)],
).expose_via_service(name="checkout", ports=[ServicePort(name="metrics", port=9100), ServicePort(name="jvm", port=9404)])
worker = Deployment(
    shop, "Worker", metadata={"name": "worker"}, pod_metadata={"labels": {"app": "worker"}}, replicas=3, containers=[container("worker", 8080, 9100)],
)

chart = Chart(app, "platform", namespace="monitoring")
stack = PrometheusStack(
    chart, "Monitoring",
    kubernetes_version="1.34",
    platform=Platform.EKS,
    size=StackSize.LARGE,
    namespaces=["shop"],
    image_registry="registry.example.org/mirror",
    image_pull_secrets=["registry"],
    priority_class_name="system-cluster-critical",
    common_labels={"team": "platform"},
    prometheus={
        "external_labels": {"cluster": CLUSTER},
        "external_url": f"https://prometheus.{CLUSTER}.example.org/",
        "retention": Duration.days(15),
        "storage": {"size": Size.gibibytes(200), "storage_class_name": "gp3", "labels": {"backup": "daily"}},
        "persistent_volume_claim_retention_policy": {"when_deleted": "Retain"},
        "selection": {"match_expressions": [{"key": "prometheus", "operator": "NotIn", "values": ["shop"]}]},
        "service_account_annotations": {"eks.amazonaws.com/role-arn": "arn:aws:iam::123456789012:role/prometheus"},
        "pod_annotations": {"cluster-autoscaler.kubernetes.io/safe-to-evict": "false"},
        "affinity": {
            "nodeAffinity": {
                "requiredDuringSchedulingIgnoredDuringExecution": {
                    "nodeSelectorTerms": [{"matchExpressions": [{"key": "example.org/pool", "operator": "In", "values": ["monitoring"]}]}],
                },
            },
        },
        "topology_spread_constraints": [{
            "maxSkew": 1,
            "topologyKey": "topology.kubernetes.io/zone",
            "whenUnsatisfiable": "DoNotSchedule",
            "labelSelector": {"matchLabels": {"app.kubernetes.io/name": "prometheus", "app.kubernetes.io/instance": "main"}},
        }],
        "remote_write": [RemoteWrite.amazon(workspace_id="ws-1234", sig_v4={"region": "eu-central-1"}, match=['{__name__=~"(job|slo):.*"}'])],
    },
    alertmanager={
        "external_url": f"https://alertmanager.{CLUSTER}.example.org/",
        "storage": {"size": Size.gibibytes(2), "storage_class_name": "gp3"},
        "routing": AlertRouting(
            route={
                "receiver": "platform",
                "group_by": ["alertname", "namespace"],
                "routes": [
                    AlertRoute(receiver="pager", matchers=['severity="critical"'], continue_matching=True),
                    AlertRoute(receiver="shop", matchers=['namespace="shop"'], group_wait=Duration.seconds(30)),
                ],
            },
            receivers=[
                {"name": "platform", "integrations": [AlertIntegration.slack(api_url={"secret_name": "alerting", "key": "slack"}, channel="#platform-alerts")]},
                {"name": "pager", "integrations": [AlertIntegration.pager_duty(routing_key={"secret_name": "alerting", "key": "pagerduty"})]},
                {"name": "shop", "integrations": [AlertIntegration.webhook(url="http://alerts.shop.svc/alertmanager")]},
            ],
        ),
    },
    node_exporter={"extra_args": {"collector.filesystem.mount-points-exclude": "^/(dev|proc|sys|run|var/lib/(containerd|kubelet)/.+)($|/)"}},
    kube_state_metrics={"metric_labels_allowlist": {"pods": ["app.kubernetes.io/name"]}, "extra_args": {"use-apiserver-cache": ""}},
    mixin={"dashboards": True, "runbook_url": "https://wiki.example.org/runbooks"},
)

stack.add_scrape_target(checkout, port="metrics", interval=Duration.seconds(15), metric_relabelings=[Relabel.drop_metrics("go_gc_.*", "promhttp_.*")])
stack.add_scrape_target(checkout, port="jvm", job="checkout-jvm", sample_limit=5000)
stack.add_scrape_target(worker, port="metrics", pod_target_labels=["app.kubernetes.io/version"])
stack.add_external_target("databases", ExternalTargets.addresses("10.0.7.11:9187", "10.0.7.12:9187"), labels={"team": "data"}, sample_limit=20_000)
FederatedCluster(
    chart, "Edge",
    cluster="edge-7",
    target={"hostname": "prometheus.edge-7.example.org"},
    match=['{__name__=~"job:.*"}'],
    tls={},
    bearer_token={"secret_name": "edge-7-token"},
    sample_limit=50_000,
)
BlackboxExporter(chart, "Blackbox").add_probe("shop", targets=[ProbeTargets.of("https://shop.example.org/")], interval=Duration.minutes(1))

PrometheusRules(
    shop, "Rules",
    prometheus=stack.prometheus,
    groups=[{
        "name": "checkout",
        "records": [{"record": "job:checkout_orders:rate5m", "expr": "sum by (job) (rate(checkout_orders_total[5m]))"}],
        "alerts": [AlertingRule(
            alert="CheckoutWithoutOrders",
            expr="job:checkout_orders:rate5m == 0",
            for_=Duration.minutes(10),
            severity="critical",
            summary="Nobody has ordered anything for ten minutes.",
        )],
    }],
)
ServiceLevelObjective(
    shop, "Availability",
    service="checkout",
    objective=99.9,
    indicator=SloIndicator.events(total='http_requests_total{job="checkout"}', errors='http_requests_total{job="checkout",code=~"5.."}'),
    prometheus=stack.prometheus,
    dashboard_namespace="monitoring",
)

own = Prometheus(
    chart, "Shop",
    name="shop",
    namespaces=["shop"],
    selection={"match_labels": {"prometheus": "shop"}},
    external_labels={"cluster": CLUSTER, "tenant": "shop"},
    retention=Duration.days(2),
    storage={"size": Size.gibibytes(50), "storage_class_name": "gp3"},
    scrape_interval=Duration.seconds(10),
    alertmanagers=[stack.alertmanager.reference],
)
PodMonitor(
    shop, "Debug",
    name="worker-debug",
    labels={"prometheus": "shop"},
    selector={"match_labels": {"app": "worker"}},
    pod_metrics_endpoints=[{"port": "http", "path": "/debug/metrics"}],
)

grafana = Grafana(
    chart, "Grafana",
    admin={"secret_name": "grafana-admin"},
    datasources=[
        GrafanaDatasource.prometheus(stack.prometheus.query_api),
        GrafanaDatasource.prometheus(own.query_api, name="Shop"),
        GrafanaDatasource.alertmanager(stack.alertmanager.reference),
    ],
    storage={"size": Size.gibibytes(5), "storage_class_name": "gp3"},
    root_url=f"https://grafana.{CLUSTER}.example.org",
)
WebIngress(chart, "GrafanaWeb", ui=grafana.web_ui, host=f"grafana.{CLUSTER}.example.org", controller_namespace="ingress-nginx", tls_secret_name="grafana-web")
host = f"prometheus.{CLUSTER}.example.org"
login = OAuth2Proxy(
    chart, "Login", ui=stack.prometheus.web_ui, host=host, issuer_url="https://login.example.org", secret={"secret_name": "prometheus-login"}, email_domains=["example.org"],
)
WebIngress(chart, "PrometheusWeb", ui=login.web_ui, host=host, controller_namespace="ingress-nginx", tls_secret_name="prometheus-web")

app.synth()
