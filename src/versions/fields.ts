import { Component } from './capabilities';
import { FIELD_TOO_NEW } from './rules';
import { finding, Finding } from '../validation/rule';

/** Fields of custom resources that came later than the oldest operator that is supported. */
interface FieldRow {
  readonly kind: string;
  /** Below `spec`. */
  readonly field: string;
  /** The first operator whose CustomResourceDefinition has it. */
  readonly operator: string;
  /** The first release of the process that does what it says. */
  readonly process?: string;
}

const shared = (kinds: readonly string[], row: Omit<FieldRow, 'kind'>): FieldRow[] => kinds.map(kind => ({ kind, ...row }));

const SCRAPERS = ['Prometheus', 'PrometheusAgent'];

/**
 * THE table of fields, from the CRDs of each operator and from upstream's changelog. A field that the CRD does not know is dropped by
 * a client that does not validate, and refused by one that does.
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/main/CHANGELOG.md
 */
export const FIELDS: readonly FieldRow[] = [
  ...shared(SCRAPERS, { field: 'maximumStartupDurationSeconds', operator: '0.71.0' }),
  ...shared(SCRAPERS, { field: 'scrapeClasses', operator: '0.72.0' }),
  ...shared(SCRAPERS, { field: 'scrapeProtocols', operator: '0.72.0', process: '2.49.0' }),
  ...shared(SCRAPERS, { field: 'automountServiceAccountToken', operator: '0.75.0' }),
  ...shared(SCRAPERS, { field: 'serviceDiscoveryRole', operator: '0.76.0' }),
  ...shared(SCRAPERS, { field: 'otlp', operator: '0.77.0', process: '2.55.0' }),
  { kind: 'Prometheus', field: 'ruleQueryOffset', operator: '0.78.0', process: '2.53.0' },
  ...shared(SCRAPERS, { field: 'runtime', operator: '0.78.0' }),
  ...shared(SCRAPERS, { field: 'enableOTLPReceiver', operator: '0.79.0', process: '2.47.0' }),
  ...shared(SCRAPERS, { field: 'nameValidationScheme', operator: '0.79.0', process: '3.0.0' }),
  ...shared(SCRAPERS, { field: 'serviceName', operator: '0.80.0' }),
  ...shared(SCRAPERS, { field: 'scrapeFailureLogFile', operator: '0.80.0', process: '2.55.0' }),
  { kind: 'Prometheus', field: 'shardRetentionPolicy', operator: '0.81.0' },
  ...shared(SCRAPERS, { field: 'shardingStrategy', operator: '0.91.0' }),
  ...shared(SCRAPERS, { field: 'convertClassicHistogramsToNHCB', operator: '0.83.0', process: '3.4.0' }),
  ...shared(SCRAPERS, { field: 'nameEscapingScheme', operator: '0.83.0', process: '3.4.0' }),
  ...shared(SCRAPERS, { field: 'scrapeClassicHistograms', operator: '0.84.0', process: '3.5.0' }),
  { kind: 'PrometheusAgent', field: 'mode', operator: '0.75.0' },
  { kind: 'PrometheusAgent', field: 'tsdb', operator: '0.77.0', process: '2.54.0' },
  { kind: 'Alertmanager', field: 'clusterLabel', operator: '0.71.0', process: '0.26.0' },
  { kind: 'Alertmanager', field: 'enableFeatures', operator: '0.72.0', process: '0.27.0' },
  { kind: 'Alertmanager', field: 'persistentVolumeClaimRetentionPolicy', operator: '0.79.0' },
  { kind: 'Alertmanager', field: 'serviceName', operator: '0.81.0' },
  { kind: 'Alertmanager', field: 'clusterTLS', operator: '0.81.0' },
  { kind: 'Alertmanager', field: 'additionalArgs', operator: '0.82.0' },
  { kind: 'Alertmanager', field: 'limits', operator: '0.83.0', process: '0.28.0' },
  ...shared([...SCRAPERS, 'Alertmanager'], { field: 'dnsConfig', operator: '0.78.0' }),
  ...shared([...SCRAPERS, 'Alertmanager'], { field: 'dnsPolicy', operator: '0.78.0' }),
  ...shared([...SCRAPERS, 'Alertmanager'], { field: 'enableServiceLinks', operator: '0.81.0' }),
  ...shared([...SCRAPERS, 'Alertmanager'], { field: 'terminationGracePeriodSeconds', operator: '0.82.0' }),
  ...shared([...SCRAPERS, 'Alertmanager'], { field: 'hostUsers', operator: '0.85.0' }),
  { kind: 'ServiceMonitor', field: 'bodySizeLimit', operator: '0.73.0' },
  { kind: 'ServiceMonitor', field: 'serviceDiscoveryRole', operator: '0.86.0' },
  { kind: 'ScrapeConfig', field: 'jobName', operator: '0.75.0' },
  { kind: 'ScrapeConfig', field: 'bodySizeLimit', operator: '0.89.0' },
];

/** The part of a version that this table asks for. */
export interface AtLeast {
  readonly text: string;
  isAtLeast(threshold: string): boolean;
}

/** A custom resource, as far as it is looked at. */
interface CustomResource {
  readonly kind: string;
  readonly spec?: { readonly [field: string]: unknown };
}

/** The fields of a custom resource that its operator, or the process that it runs, does not have yet; patches included. */
export function checkFields(manifest: CustomResource, operator: AtLeast, process?: AtLeast & { readonly component: Component }): Finding[] {
  const { kind } = manifest;
  return FIELDS.filter(row => row.kind === kind && manifest.spec?.[row.field] !== undefined).flatMap(row => {
    const tooNew = (component: string, since: string, version: string) => finding(FIELD_TOO_NEW, { field: `spec.${row.field}`, kind, component, since, version });
    return [
      ...operator.isAtLeast(row.operator) ? [] : [tooNew('prometheus-operator', row.operator, operator.text)],
      ...row.process === undefined || !process || process.isAtLeast(row.process) ? [] : [tooNew(process.component, row.process, process.text)],
    ];
  });
}
