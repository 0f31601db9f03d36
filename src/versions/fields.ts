import { Component } from './capabilities';
import { FIELD_TOO_NEW } from './rules';
import { finding, Finding } from '../validation/rule';

/** A field of a custom resource that only newer releases of the process honor. */
interface FieldRow {
  readonly kind: string;
  /** Below `spec`. */
  readonly field: string;
  /** The first release of the process that supports it. For an older one the operator omits it. */
  readonly process: string;
  /** Where the operator compares the version, in prometheus-operator 0.94.1. */
  readonly see: string;
}

const GENERATOR = 'pkg/prometheus/promcfg.go';
const ALERTMANAGER = 'pkg/alertmanager/statefulset.go';

const shared = (kinds: readonly string[], row: Omit<FieldRow, 'kind'>): FieldRow[] => kinds.map(kind => ({ kind, ...row }));

const SCRAPERS = ['Prometheus', 'PrometheusAgent'];

/**
 * THE table of fields whose effect depends on the version of the process. Which operator knows a field is in the schemas that are generated
 * from its CustomResourceDefinitions; no artifact states from which release on a process honors it.
 * @see https://github.com/prometheus-operator/prometheus-operator/tree/v0.94.1/pkg
 */
const FIELDS: readonly FieldRow[] = [
  ...shared(SCRAPERS, { field: 'scrapeProtocols', process: '2.49.0', see: `${GENERATOR}#L488` }),
  ...shared(SCRAPERS, { field: 'otlp', process: '2.55.0', see: `${GENERATOR}#L5147` }),
  { kind: 'Prometheus', field: 'ruleQueryOffset', process: '2.53.0', see: `${GENERATOR}#L3215` },
  { kind: 'Prometheus', field: 'retentionPercentage', process: '3.11.0', see: `${GENERATOR}#L1150` },
  ...shared(SCRAPERS, { field: 'enableOTLPReceiver', process: '2.47.0', see: `${GENERATOR}#L1320` }),
  ...shared(SCRAPERS, { field: 'remoteWriteReceiverMessageVersions', process: '2.54.0', see: `${GENERATOR}#L1288` }),
  ...shared(SCRAPERS, { field: 'nameValidationScheme', process: '3.0.0', see: `${GENERATOR}#L5292` }),
  ...shared(SCRAPERS, { field: 'scrapeFailureLogFile', process: '2.55.0', see: `${GENERATOR}#L3231` }),
  ...shared(SCRAPERS, { field: 'convertClassicHistogramsToNHCB', process: '3.4.0', see: `${GENERATOR}#L5322` }),
  ...shared(SCRAPERS, { field: 'nameEscapingScheme', process: '3.4.0', see: `${GENERATOR}#L5309` }),
  ...shared(SCRAPERS, { field: 'scrapeClassicHistograms', process: '3.5.0', see: `${GENERATOR}#L5332` }),
  ...shared(SCRAPERS, { field: 'scrapeNativeHistograms', process: '3.8.0', see: `${GENERATOR}#L5342` }),
  { kind: 'PrometheusAgent', field: 'tsdb', process: '2.54.0', see: `${GENERATOR}#L3400` },
  { kind: 'Alertmanager', field: 'clusterLabel', process: '0.26.0', see: `${ALERTMANAGER}#L399` },
  { kind: 'Alertmanager', field: 'enableFeatures', process: '0.27.0', see: `${ALERTMANAGER}#L311` },
  { kind: 'Alertmanager', field: 'limits', process: '0.28.0', see: `${ALERTMANAGER}#L335` },
  { kind: 'Alertmanager', field: 'clusterPeerName', process: '0.30.0', see: `${ALERTMANAGER}#L383` },
];

/** The part of a version that this table compares. */
export interface ProcessVersion {
  readonly component: Component;
  readonly text: string;
  isAtLeast(threshold: string): boolean;
}

/** The fields of a custom resource that are read. */
interface CustomResource {
  readonly kind: string;
  readonly spec?: { readonly [field: string]: unknown };
}

/** The fields of a custom resource that its process does not support yet, including patches. */
export function checkFields(resource: CustomResource, process: ProcessVersion): Finding[] {
  const { component, text: version } = process;
  return newerFields(resource, process).map(({ kind, field, process: since }) =>
    finding(FIELD_TOO_NEW, { field: `spec.${field}`, kind, component, since, version }));
}

/** The same as paths: `spec.otlp`. */
export function pathsOfNewerFields(resource: CustomResource, process: Pick<ProcessVersion, 'isAtLeast'>): string[] {
  return newerFields(resource, process).map(({ field }) => `spec.${field}`);
}

function newerFields({ kind, spec }: CustomResource, process: Pick<ProcessVersion, 'isAtLeast'>): FieldRow[] {
  return FIELDS.filter(row => row.kind === kind && spec?.[row.field] !== undefined && !process.isAtLeast(row.process));
}
