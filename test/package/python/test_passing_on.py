"""Each value that the library returns for another option or method can be passed there. test/other-languages.test.ts lists the members."""
import jsii
from cdk8s import ApiObject, App, Chart, JsonPatch, Size
from cdk8s_prometheus import (
    AdapterRules,
    AlertReceiver,
    AlertRoute,
    AlertRouting,
    Alertmanager,
    AzureAdOptions,
    BasicAuthReference,
    ComponentDefaults,
    ConfigReloaderSidecar,
    Fleet,
    FleetCluster,
    GlobalView,
    Grafana,
    GrafanaAdmin,
    GrafanaDatasource,
    IScrapeTarget,
    OAuth2Proxy,
    OAuth2ProxySecret,
    Prometheus,
    PrometheusAdapter,
    PrometheusStack,
    PrometheusTest,
    Pushgateway,
    Relabel,
    ReloadMethod,
    RemoteWrite,
    ScrapeTargetConfig,
    SecretKeyReference,
    SigV4Options,
    StorageOptions,
    ThanosEndpoint,
    ThanosQuery,
    ThanosReceive,
    ThanosRuler,
    ThanosSidecarOptions,
    ThanosStore,
    WebIngress,
)
from constructs import Construct


def chart_of(app, name="monitoring"):
    return Chart(app, name, namespace=name)


def stack_of(chart, **options):
    return PrometheusStack(
        chart, "Monitoring", **options,
        prometheus={"external_labels": {"cluster": "home"}, "thanos": ThanosSidecarOptions()},
        alertmanager={"config_secret": "alertmanager-config"},
    )


def grafana(chart, stack):
    return Grafana(
        chart, "Grafana",
        admin=GrafanaAdmin(secret_name="grafana-admin"),
        datasources=[
            GrafanaDatasource.prometheus(stack.prometheus.query_api),
            GrafanaDatasource.alertmanager(stack.alertmanager.reference),
        ],
    )


def spec_of(app, kind, name):
    return PrometheusTest.of(app).object(kind, name)["spec"]


def test_settings_of_a_stack_reach_another_chart():
    app = App()
    stack = stack_of(chart_of(app), image_registry="registry.example.org", common_labels={"team": "web"})
    dashboards = chart_of(app, "dashboards")
    ComponentDefaults.inherit(dashboards, stack)
    assert ComponentDefaults.of(dashboards) == stack.defaults
    grafana(dashboards, stack)
    assert any(image.startswith("registry.example.org/grafana/grafana:") for image in stack.images)
    assert PrometheusTest.of(app).object("Deployment", "grafana")["metadata"]["labels"]["team"] == "web"


def test_receivers():
    receivers = [
        RemoteWrite.mimir(name="mimir", endpoint="https://mimir.example.org", tenant="shop"),
        RemoteWrite.cortex(name="cortex", endpoint="https://cortex.example.org"),
        RemoteWrite.thanos_receive(name="thanos", endpoint="https://receive.example.org"),
        RemoteWrite.victoria_metrics(name="vm", endpoint="https://vm.example.org"),
        RemoteWrite.grafana_cloud(
            name="cloud", host="prometheus-prod-01-eu-west-0.grafana.net", credentials=BasicAuthReference(secret_name="cloud"),
        ),
        RemoteWrite.amazon(name="amazon", workspace_id="ws-1", sig_v4=SigV4Options(region="eu-west-1")),
        RemoteWrite.azure(
            name="azure", endpoint="https://a.westeurope-1.metrics.ingest.monitor.azure.com", data_collection_rule_id="dcr-0",
            azure_ad=AzureAdOptions(client_id="00000000-0000-0000-0000-000000000000"),
        ),
    ]
    names = ["mimir", "cortex", "thanos", "vm", "cloud", "amazon", "azure"]
    app = App()
    Prometheus(chart_of(app), "Prometheus", external_labels={"cluster": "home"}, remote_write=receivers)
    written = spec_of(app, "Prometheus", "main")["remoteWrite"]
    assert [each["name"] for each in written] == names

    fleet = Fleet(
        main=FleetCluster(cluster="hub"), workers=[], global_view=GlobalView.remote_write_to(*receivers),
        stack={"alertmanager": {"config_secret": "alertmanager-config"}},
    )
    assert spec_of(fleet.chart("hub").node.root, "Prometheus", "main")["remoteWrite"] == written


def test_relabelings():
    app = App()
    service = ApiObject(chart_of(app, "shop"), "Web", api_version="v1", kind="Service", metadata={"name": "web"})
    service.add_json_patch(JsonPatch.add("/spec", {"selector": {"app": "web"}, "ports": [{"name": "http", "port": 80}]}))
    relabelings = [
        Relabel.pod_label("app", "app"), Relabel.pod_annotation("example.org/team", "team"), Relabel.map_labels("__meta_(.+)"),
        Relabel.copy_label("a", "b"), Relabel.set_label("c", "d"), *Relabel.rename_label("e", "f"),
        Relabel.keep_if("g", "h"), Relabel.drop_if("i", "j"),
    ]
    metric_relabelings = [Relabel.keep_metrics("web_.*"), Relabel.drop_metrics("web_debug_.*"), Relabel.drop_labels("uid")]
    stack_of(chart_of(app)).add_scrape_target(service, relabelings=relabelings, metric_relabelings=metric_relabelings)
    endpoint = spec_of(app, "ServiceMonitor", "shop-web")["endpoints"][0]
    assert len(endpoint["relabelings"]) >= 9
    assert [each["action"] for each in endpoint["metricRelabelings"]] == ["keep", "drop", "labeldrop"]


def test_a_construct_that_says_how_it_is_scraped():
    @jsii.implements(IScrapeTarget)
    class Web(Construct):
        def __init__(self, scope, id):
            super().__init__(scope, id)
            self.service = ApiObject(self, "Service", api_version="v1", kind="Service", metadata={"name": "web"})
            ports = [{"name": "http", "port": 80}, {"name": "admin", "port": 81}]
            self.service.add_json_patch(JsonPatch.add("/spec", {"selector": {"app": "web"}, "ports": ports}))

        @jsii.member(jsii_name="toScrapeTarget")
        def to_scrape_target(self):
            return ScrapeTargetConfig(service=self.service, port="admin", path="/stats")

    app = App()
    stack_of(chart_of(app)).add_scrape_target(Web(chart_of(app, "shop"), "Web"), path="/metrics/all")
    endpoint = spec_of(app, "ServiceMonitor", "shop-web")["endpoints"][0]
    assert (endpoint["port"], endpoint["path"]) == ("admin", "/metrics/all")


def test_routes_and_inhibitions():
    app = App()
    names = {"critical": "pager"}
    routing = AlertRouting(
        route=AlertRoute(receiver="pager", routes=[
            *AlertRouting.routes_by_severity(names), *AlertRouting.routes_by_team({"shop": "pager"}),
            *AlertRouting.routes_by_namespace({"shop": "pager"}),
        ]),
        receivers=[AlertReceiver(name="pager")],
        inhibitions=AlertRouting.standard_inhibitions(),
    )
    Alertmanager(chart_of(app), "Alertmanager", routing=routing)
    written = PrometheusTest.of(app).objects("AlertmanagerConfig")[0]["spec"]
    assert len(written["route"]["routes"]) >= 3 and len(written["inhibitRules"]) >= 1


def test_adapter_rules():
    app = App()
    chart = chart_of(app)
    stack = stack_of(chart)
    PrometheusAdapter(
        chart, "Adapter", prometheus=stack.prometheus.query_api, resource_rules=AdapterRules.resource_rules(),
        rules=[AdapterRules.counter(series="http_requests_total"), AdapterRules.gauge(series="queue_messages")],
    )
    config = str([each for each in PrometheusTest.of(app).objects("ConfigMap") if "adapter" in each["metadata"]["name"]])
    assert "http_requests_total" in config and "queue_messages" in config and "resourceRules" in config


def test_thanos():
    app = App()
    chart = chart_of(app)
    stack = stack_of(chart)
    storage = StorageOptions(size=Size.gibibytes(1))
    receive = ThanosReceive(chart, "Receive", storage=storage)
    store = ThanosStore(chart, "Store", object_storage=SecretKeyReference(secret_name="bucket", key="thanos.yaml"), storage=storage)
    inner = ThanosQuery(chart, "Inner", name="inner", endpoints=[ThanosEndpoint.of(stack.prometheus.store_api)])
    ruler = ThanosRuler(chart, "Ruler", query=inner, alertmanagers=[stack.alertmanager.reference], storage=storage)
    apis = [receive.store_api, store.store_api, ruler.store_api, inner.store_api]
    query = ThanosQuery(chart, "Query", endpoints=[ThanosEndpoint.of(api) for api in apis])
    Grafana(
        chart, "Grafana", admin=GrafanaAdmin(secret_name="grafana-admin"),
        datasources=[GrafanaDatasource.thanos(query.query_api), GrafanaDatasource.alertmanager(stack.alertmanager.reference)],
    )
    pods = spec_of(app, "Deployment", "thanos-query")["template"]["spec"]
    [endpoints] = [each for each in pods["containers"][0]["args"] if each.startswith("--endpoint.sd-config=")]
    assert all(api.service_name in endpoints for api in apis)


def test_user_interfaces():
    app = App()
    chart = chart_of(app)
    stack = stack_of(chart)
    query = ThanosQuery(chart, "Query", endpoints=[ThanosEndpoint.of(stack.prometheus.store_api)])
    ruler = ThanosRuler(
        chart, "Ruler", query=query, alertmanagers=[stack.alertmanager.reference], storage=StorageOptions(size=Size.gibibytes(1)),
    )
    login = OAuth2Proxy(
        chart, "Login", ui=stack.prometheus.web_ui, host="prometheus.example.org", issuer_url="https://login.example.org",
        secret=OAuth2ProxySecret(secret_name="login"), email_domains=["example.org"],
    )
    uis = [
        login.web_ui, stack.alertmanager.web_ui, grafana(chart, stack).web_ui, query.web_ui, ruler.web_ui,
        Pushgateway(chart, "Pushgateway").web_ui, *stack.prometheus.add_replica_services(), *stack.alertmanager.add_replica_services(),
    ]
    for at, ui in enumerate(uis):
        WebIngress(chart, f"Ingress{at}", name=f"ui-{at}", ui=ui, host=f"ui-{at}.example.org", controller_namespace="ingress-nginx")
    assert len(PrometheusTest.of(app).objects("Ingress")) == len(uis)


def test_a_container_goes_into_another_pod():
    app = App()
    chart = chart_of(app)
    sidecar = ConfigReloaderSidecar(chart, "Reloader", reload=ReloadMethod.http(port=9093), config_file="/etc/config/a.yaml")
    Prometheus(chart, "Prometheus", external_labels={"cluster": "home"}, containers=[sidecar.container])
    assert [each["name"] for each in spec_of(app, "Prometheus", "main")["containers"]] == [sidecar.container["name"]]
