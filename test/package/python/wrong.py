"""Two mistakes: what a person reads of them, and what not."""
from cdk8s import App, Chart, Size
from cdk8s_prometheus import PrometheusStack

app = App(outdir="dist")
PrometheusStack(
    Chart(app, "monitoring", namespace="monitoring"), "Monitoring",
    prometheus={"version": "2.x", "external_labels": {"cluster": "home"}, "storage": {"size": Size.gibibytes(10)}},
    alertmanager={"name": "Main", "config_secret": "alertmanager-config"},
)
app.synth()
