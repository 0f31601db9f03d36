// The examples minimal, node-endpoints and federation as a Go program: the same YAML, byte for byte. `app OUTDIR NODES`
package main

import (
	"os"

	prometheus "example.org/cdk8s-prometheus-go/cdk8sprometheus"
	"github.com/aws/jsii-runtime-go"
	"github.com/cdk8s-team/cdk8s-core-go/cdk8s/v2"
)

func main() {
	outdir, nodes := os.Args[1], os.Args[2]
	newApp := func() cdk8s.App { return cdk8s.NewApp(&cdk8s.AppProps{Outdir: jsii.String(outdir)}) }
	newChart := func(app cdk8s.App, name string, namespace string) cdk8s.Chart {
		return cdk8s.NewChart(app, jsii.String(name), &cdk8s.ChartProps{Namespace: jsii.String(namespace)})
	}

	minimal := newApp()
	prometheus.NewPrometheusStack(newChart(minimal, "monitoring", "monitoring"), jsii.String("Monitoring"), &prometheus.PrometheusStackProps{
		Prometheus:       &prometheus.PrometheusOptions{ExternalLabels: &map[string]*string{"cluster": jsii.String("home")}},
		Alertmanager:     &prometheus.AlertmanagerOptions{ConfigSecret: jsii.String("alertmanager-config")},
		HighAvailability: jsii.Bool(false),
	})
	minimal.Synth()

	kubelets := newApp()
	prometheus.NewNodeEndpoints(newChart(kubelets, "kubelet", "kube-system"), jsii.String("Kubelet"), &prometheus.NodeEndpointsProps{
		Nodes:             prometheus.NodeSource_FromFile(jsii.String(nodes)),
		KubernetesVersion: jsii.String("1.36"),
		OperatorVersion:   jsii.String("0.94.1"),
		SkippedNodes:      prometheus.SkippedNodesPolicy_FailAbove(jsii.Number(25)),
	})
	kubelets.Synth()

	federation := newApp()
	prometheus.NewFederationExport(newChart(federation, "eu-1", "monitoring"), jsii.String("Export"), &prometheus.FederationExportProps{
		Cluster:      jsii.String("eu-1"),
		Prometheus:   jsii.String("main"),
		TargetPort:   jsii.String("auth-proxy"),
		Exposure:     prometheus.Exposure_InternalLoadBalancer(prometheus.Cloud_GKE),
		AllowedCidrs: jsii.Strings("10.20.0.0/16"),
	})
	prometheus.NewFederatedCluster(newChart(federation, "main", "monitoring"), jsii.String("Eu"), &prometheus.FederatedClusterProps{
		Cluster:           jsii.String("eu-1"),
		Target:            &prometheus.FederationTarget{Ips: jsii.Strings("10.30.0.7"), Hostname: jsii.String("prometheus.eu-1.example.org")},
		Match:             jsii.Strings(`{__name__=~"(job|namespace|cluster):.*"}`, `up{job="kubelet"}`),
		KubernetesVersion: jsii.String("1.34"),
		Interval:          cdk8s.Duration_Minutes(jsii.Number(1)),
		SampleLimit:       jsii.Number(100_000),
		Tls:               &prometheus.ClientTls{CaSecretName: jsii.String("eu-1-ca")},
		BearerToken:       &prometheus.BearerTokenReference{SecretName: jsii.String("eu-1-token")},
	})
	federation.Synth()
}
