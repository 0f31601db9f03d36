// Two mistakes: what a person reads of them, and what not.
package main

import (
	prometheus "example.org/cdk8s-prometheus-go/cdk8sprometheus"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

func main() {
	app := cdk8s.NewApp(nil)
	chart := cdk8s.NewChart(app, jsii.String("monitoring"), &cdk8s.ChartProps{Namespace: jsii.String("monitoring")})
	prometheus.NewPrometheusStack(chart, jsii.String("Monitoring"), &prometheus.PrometheusStackProps{
		Prometheus: &prometheus.PrometheusOptions{
			Version:        jsii.String("2.x"),
			ExternalLabels: &map[string]*string{"cluster": jsii.String("home")},
			Storage:        &prometheus.StorageOptions{Size: cdk8s.Size_Gibibytes(jsii.Number(10))},
		},
		Alertmanager: &prometheus.AlertmanagerOptions{Name: jsii.String("Main"), ConfigSecret: jsii.String("alertmanager-config")},
	})
	app.Synth()
}
