import { parseAllDocuments } from 'yaml';
import { compareMove } from '../../../src/migrate/compare/compare';
import { Compared } from '../../../src/migrate/compare/finding';
import { Names, UPSTREAM_NAMES } from '../../../src/migrate/compare/names';
import { Cluster } from '../../../src/scrape-graph/clusters';
import { asManifests, keyOf } from '../../../src/scrape-graph/manifest';

/** The fate of everything in the old YAML. */
export function comparedOf(old: string, now: string, names: Names = UPSTREAM_NAMES): Compared[] {
  return compareMove(clusterOf(old), clusterOf(now), names);
}

function clusterOf(yaml: string): Cluster {
  const objects = parseAllDocuments(yaml).map(document => document.toJS()).filter(object => object !== null);
  return { given: asManifests(objects).map(manifest => ({ origin: 'all', key: keyOf(manifest), read: () => manifest.raw })) };
}

/** A line for each of a section: `gone KubeProxyDown: ...`. */
export function linesOf(section: string, old: string, now: string, names?: Names): string[] {
  return comparedOf(old, now, names).filter(each => each.section === section).map(({ verdict, subject, text, decided }) =>
    `${verdict} ${subject}${text === '' ? '' : `: ${text}`}${decided === undefined ? '' : ` [${decided}]`}`);
}

/** A document for each object, in JSON, which YAML is, too. */
export function yamlOf(...objects: object[]): string {
  return objects.map(each => JSON.stringify(each)).join('\n---\n');
}

const OPERATOR = 'monitoring.coreos.com/v1';

const named = (apiVersion: string, kind: string, name: string, rest: object, labels?: object) =>
  ({ apiVersion, kind, metadata: { name, namespace: 'monitoring', ...labels && { labels } }, ...rest });

export const prometheus = (name: string, spec: object = {}) => named(OPERATOR, 'Prometheus', name, { spec: { serviceMonitorSelector: {}, ruleSelector: {}, ...spec } });
export const alertmanager = (name: string, spec: object = {}) => named(OPERATOR, 'Alertmanager', name, { spec });
export const service = (name: string, selector: object, ports: object[], labels: object = {}) => named('v1', 'Service', name, { spec: { selector, ports } }, labels);
export const secret = (name: string, data: object, labels?: object) => named('v1', 'Secret', name, { stringData: data }, labels);
export const rules = (name: string, ...all: object[]) => named(OPERATOR, 'PrometheusRule', name, { spec: { groups: [{ name: 'own', rules: all }] } });
export const alert = (name: string, severity: string, expr = 'up == 0', time = '5m') => ({ alert: name, expr, for: time, labels: { severity } });
export const record = (name: string, expr: string) => ({ record: name, expr });
export const monitor = (name: string, labels: object, port: string, rest: object = {}) =>
  named(OPERATOR, 'ServiceMonitor', name, { spec: { selector: { matchLabels: labels }, endpoints: [{ port, ...rest }] } });
export const deployment = (name: string, image: string, labels: { readonly [label: string]: string } = { app: name }) =>
  named('apps/v1', 'Deployment', name, {
    spec: {
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: { serviceAccountName: name, containers: [{ name, image, ports: [{ name: 'http', containerPort: 8080 }] }] } },
    },
  });
export const claim = (size: string) => ({ volumeClaimTemplate: { spec: { resources: { requests: { storage: size } } } } });
