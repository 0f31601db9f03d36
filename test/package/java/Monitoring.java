import java.util.List;
import java.util.Map;

import org.cdk8s.App;
import org.cdk8s.AppProps;
import org.cdk8s.Chart;
import org.cdk8s.ChartProps;
import org.cdk8s.Duration;
import org.example.cdk8s.prometheus.AlertmanagerOptions;
import org.example.cdk8s.prometheus.BearerTokenReference;
import org.example.cdk8s.prometheus.ClientTls;
import org.example.cdk8s.prometheus.Cloud;
import org.example.cdk8s.prometheus.Exposure;
import org.example.cdk8s.prometheus.FederatedCluster;
import org.example.cdk8s.prometheus.FederationExport;
import org.example.cdk8s.prometheus.FederationTarget;
import org.example.cdk8s.prometheus.NodeEndpoints;
import org.example.cdk8s.prometheus.NodeSource;
import org.example.cdk8s.prometheus.PrometheusOptions;
import org.example.cdk8s.prometheus.PrometheusStack;
import org.example.cdk8s.prometheus.SkippedNodesPolicy;

/** The examples minimal, node-endpoints and federation as a Java program: the same YAML, byte for byte. Arguments: OUTDIR NODES. */
public final class Monitoring {
  public static void main(final String[] args) {
    final AppProps props = AppProps.builder().outdir(args[0]).build();

    final App minimal = new App(props);
    PrometheusStack.Builder.create(chart(minimal, "monitoring", "monitoring"), "Monitoring")
        .prometheus(PrometheusOptions.builder().externalLabels(Map.of("cluster", "home")).build())
        .alertmanager(AlertmanagerOptions.builder().configSecret("alertmanager-config").build())
        .highAvailability(false)
        .build();
    minimal.synth();

    final App kubelets = new App(props);
    NodeEndpoints.Builder.create(chart(kubelets, "kubelet", "kube-system"), "Kubelet")
        .nodes(NodeSource.fromFile(args[1]))
        .kubernetesVersion("1.36")
        .operatorVersion("0.94.1")
        .skippedNodes(SkippedNodesPolicy.failAbove(25))
        .build();
    kubelets.synth();

    final App federation = new App(props);
    FederationExport.Builder.create(chart(federation, "eu-1", "monitoring"), "Export")
        .cluster("eu-1")
        .prometheus("main")
        .targetPort("auth-proxy")
        .exposure(Exposure.internalLoadBalancer(Cloud.GKE))
        .allowedCidrs(List.of("10.20.0.0/16"))
        .build();
    FederatedCluster.Builder.create(chart(federation, "main", "monitoring"), "Eu")
        .cluster("eu-1")
        .target(FederationTarget.builder().ips(List.of("10.30.0.7")).hostname("prometheus.eu-1.example.org").build())
        .match(List.of("{__name__=~\"(job|namespace|cluster):.*\"}", "up{job=\"kubelet\"}"))
        .kubernetesVersion("1.34")
        .interval(Duration.minutes(1))
        .sampleLimit(100_000)
        .tls(ClientTls.builder().caSecretName("eu-1-ca").build())
        .bearerToken(BearerTokenReference.builder().secretName("eu-1-token").build())
        .build();
    federation.synth();
  }

  private static Chart chart(final App app, final String id, final String namespace) {
    return new Chart(app, id, ChartProps.builder().namespace(namespace).build());
  }
}
