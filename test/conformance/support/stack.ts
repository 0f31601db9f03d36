import { mkdtempSync, rmSync } from 'fs';
import { tmpdir } from 'os';
import { join } from 'path';
import { App, Chart, Duration } from 'cdk8s';
import { kubectl, mustApply, mustKubectl, pinned } from './cluster';
import { certificates } from './pods';
import { PrometheusStack, PrometheusStackProps } from '../../../src';
import { Manifest, synth } from '../../support/synth';

/**
 * The port of node-exporter by namespace. Node ports are shared, and the tests of the node level run in parallel, so each has a separate
 * port. A pod whose port is taken stays Pending until the other test ends.
 */
const NODE_EXPORTER_PORTS: { readonly [namespace: string]: number } = { parts: 9101, policies: 9102, verify: 9103 };

export function nodeExporterPort(namespace: string): number { return NODE_EXPORTER_PORTS[namespace] ?? 9100; }

/** A stack of the components in the bed, with short intervals, and otherwise like `examples/minimal`. */
export function stackOf(
  namespace: string, props: PrometheusStackProps = {}, finish: (stack: PrometheusStack) => void = () => undefined,
): Manifest[] {
  const chart = new Chart(new App(), 'monitoring', { namespace });
  const stack = new PrometheusStack(chart, 'Monitoring', {
    highAvailability: false,
    ...props,
    operator: { version: pinned('PROMETHEUS_OPERATOR')[0], ...props.operator },
    ...props.prometheusEnabled !== false && {
      prometheus: {
        scrapeInterval: Duration.seconds(5), externalLabels: { cluster: namespace }, memory: '50Mi', cpu: '10m', ...props.prometheus,
      },
    },
    ...props.alertmanagerEnabled !== false && {
      alertmanager: { version: pinned('ALERTMANAGER')[0], configSecret: 'alertmanager-config', ...props.alertmanager },
    },
    ...props.nodeExporterEnabled !== false && {
      nodeExporter: { version: pinned('NODE_EXPORTER')[0], port: nodeExporterPort(namespace), ...props.nodeExporter },
    },
    ...props.kubeStateMetricsEnabled !== false && {
      kubeStateMetrics: { version: pinned('KUBE_STATE_METRICS')[0], cpu: '1m', memory: '10Mi', ...props.kubeStateMetrics },
    },
  });
  finish(stack);
  return synth(chart);
}

/** The smallest possible configuration, as a user would have created it next to the stack. */
export const ALERTMANAGER_CONFIG = { 'alertmanager.yaml': 'route: { receiver: nobody }\nreceivers: [{ name: nobody }]\n' };

/** Namespaces first, since the Secret goes into one. */
export function applyStack(namespace: string, objects: readonly Manifest[]): void {
  mustApply(objects.filter(({ kind }) => kind === 'Namespace'));
  createCertificate(namespace, 'web-tls', ['prometheus-main', 'alertmanager-main'].map(name => `${name}.${namespace}.svc`));
  mustApply([{ apiVersion: 'v1', kind: 'Secret', metadata: { name: 'alertmanager-config', namespace }, stringData: ALERTMANAGER_CONFIG }]);
  mustApply(objects);
}

/** A Secret as cert-manager makes it. */
export function createCertificate(namespace: string, name: string, hosts: readonly string[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'tls-'));
  const files = certificates(folder, hosts);
  const contents = ['ca.crt', 'tls.crt', 'tls.key'].map(file => `--from-file=${file}=${files[file]}`);
  mustKubectl(['create', 'secret', 'generic', name, '-n', namespace, ...contents]);
  rmSync(folder, { recursive: true });
}

/** Objects that the operator created are deleted with its custom resources. */
export function removeStack(namespace: string): void {
  kubectl(['delete', 'prometheus,alertmanager', '--all', '-n', namespace, '--wait=true', '--timeout=60s']);
  kubectl(['delete', 'namespace', namespace, `${namespace}-node-exporter`, '--wait=true', '--timeout=120s', '--ignore-not-found']);
}
