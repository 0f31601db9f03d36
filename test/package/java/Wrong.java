import java.util.Map;

import org.cdk8s.App;
import org.cdk8s.Chart;
import org.cdk8s.ChartProps;
import org.cdk8s.Size;
import org.example.cdk8s.prometheus.AlertmanagerOptions;
import org.example.cdk8s.prometheus.PrometheusOptions;
import org.example.cdk8s.prometheus.PrometheusStack;
import org.example.cdk8s.prometheus.StorageOptions;

/** Two mistakes: what a person reads of them, and what not. */
public final class Wrong {
  public static void main(final String[] args) {
    final App app = new App();
    PrometheusStack.Builder.create(new Chart(app, "monitoring", ChartProps.builder().namespace("monitoring").build()), "Monitoring")
        .prometheus(PrometheusOptions.builder().version("2.x").externalLabels(Map.of("cluster", "home")).storage(StorageOptions.builder().size(Size.gibibytes(10)).build()).build())
        .alertmanager(AlertmanagerOptions.builder().name("Main").configSecret("alertmanager-config").build())
        .build();
    app.synth();
  }
}
