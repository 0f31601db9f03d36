"""What a pytest user writes: a question that is not so fails with what there is."""
import pytest
from cdk8s import App, Chart, Duration
from cdk8s_prometheus import PrometheusStack, PrometheusTest


@pytest.fixture(scope="module")
def tested():
    app = App()
    PrometheusStack(
        Chart(app, "monitoring", namespace="monitoring"), "Monitoring",
        prometheus={"external_labels": {"cluster": "home"}},
        alertmanager={"config_secret": "alertmanager-config"},
    )
    return PrometheusTest.of(app)


def test_objects(tested):
    assert tested.object("Prometheus", "main")["spec"]["replicas"] == 2
    assert len(tested.objects("Alertmanager")) == 1


def test_targets(tested):
    tested.expect_target("monitoring/kube-state-metrics", job="kube-state-metrics", interval=Duration.seconds(15))
    tested.expect_no_problems()


def test_what_is_not_so_says_why(tested):
    with pytest.raises(RuntimeError, match="Service monitoring/cats is not scraped by a Prometheus of the app"):
        tested.expect_target("monitoring/cats")
    with pytest.raises(RuntimeError, match='the app has no alert "KubePodNotRaedy"; did you mean "KubePodNotReady"'):
        tested.expect_alert("KubePodNotRaedy", {})


@pytest.mark.skipif(not PrometheusTest.has_promtool(), reason="promtool is not there")
def test_alerts(tested):
    pending = 'kube_pod_status_phase{job="kube-state-metrics",namespace="shop",pod="web-1",uid="u",phase="Pending"}'
    tested.expect_alert("KubePodNotReady", {pending: "1x600"}, labels={"namespace": "shop"})
    tested.expect_alert("KubePodNotReady", {pending: "0x600"}, fires=False)
