// strict-decode reads JSON objects from standard input, one a line, and decodes each into prometheus-operator's Go type of its kind: a field
// that the type does not know, one that stands twice, or one of another type is said, a line each. Kinds of other groups are refused.
// It stands in for the CustomResourceDefinitions of releases whose YAML is in no Go module.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"

	monitoringv1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1"
	monitoringv1alpha1 "github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring/v1alpha1"
	strictjson "sigs.k8s.io/json"
)

var kinds = map[string]func() any{
	"monitoring.coreos.com/v1 Alertmanager":             func() any { return &monitoringv1.Alertmanager{} },
	"monitoring.coreos.com/v1 PodMonitor":               func() any { return &monitoringv1.PodMonitor{} },
	"monitoring.coreos.com/v1 Probe":                    func() any { return &monitoringv1.Probe{} },
	"monitoring.coreos.com/v1 Prometheus":               func() any { return &monitoringv1.Prometheus{} },
	"monitoring.coreos.com/v1 PrometheusRule":           func() any { return &monitoringv1.PrometheusRule{} },
	"monitoring.coreos.com/v1 ServiceMonitor":           func() any { return &monitoringv1.ServiceMonitor{} },
	"monitoring.coreos.com/v1 ThanosRuler":              func() any { return &monitoringv1.ThanosRuler{} },
	"monitoring.coreos.com/v1alpha1 AlertmanagerConfig": func() any { return &monitoringv1alpha1.AlertmanagerConfig{} },
	"monitoring.coreos.com/v1alpha1 PrometheusAgent":    func() any { return &monitoringv1alpha1.PrometheusAgent{} },
	"monitoring.coreos.com/v1alpha1 ScrapeConfig":       func() any { return &monitoringv1alpha1.ScrapeConfig{} },
}

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 64<<20)
	wrong := 0
	say := func(name string, err any) {
		wrong++
		fmt.Printf("%s: %v\n", name, err)
	}
	for lines.Scan() {
		var meta struct {
			APIVersion string `json:"apiVersion"`
			Kind       string `json:"kind"`
			Metadata   struct {
				Name string `json:"name"`
			} `json:"metadata"`
		}
		if err := json.Unmarshal(lines.Bytes(), &meta); err != nil {
			say("line", err)
			continue
		}
		name := meta.Kind + " " + meta.Metadata.Name
		make, ok := kinds[meta.APIVersion+" "+meta.Kind]
		if !ok {
			say(name, "no such kind: "+meta.APIVersion)
			continue
		}
		unknown, err := strictjson.UnmarshalStrict(lines.Bytes(), make())
		if err != nil {
			say(name, err)
		}
		for _, each := range unknown {
			say(name, each)
		}
	}
	if err := lines.Err(); err != nil {
		say("input", err)
	}
	if wrong > 0 {
		os.Exit(1)
	}
}
