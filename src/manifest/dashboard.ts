import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Labels } from './labels';
import { createObject, ObjectMetadata } from './object';
import { createConfigMap } from './workloads';

export interface DashboardPlace {
  readonly metadata: ObjectMetadata;
  /** Labels by which a sidecar finds ConfigMaps. */
  readonly sidecarLabels: Labels;
  /** The labels of the Grafanas of grafana-operator, in place of ConfigMaps. */
  readonly grafanaSelector?: Labels;
}

/** A dashboard, as JSON, for whoever brings it to Grafana. */
export function createDashboard(scope: Construct, name: string, { metadata, sidecarLabels, grafanaSelector }: DashboardPlace, json: string): ApiObject {
  const id = `dashboard-${name}`;
  return grafanaSelector ? createObject(scope, id, metadata, grafanaBody('GrafanaDashboard', grafanaSelector, { json }))
    : createConfigMap(scope, id, { ...metadata, labels: { ...metadata.labels, ...sidecarLabels } }, { [`${name}.json`]: json });
}

export function createGrafanaDatasource(scope: Construct, id: string, metadata: ObjectMetadata, selector: Labels, spec: object): ApiObject {
  return createObject(scope, id, metadata, grafanaBody('GrafanaDatasource', selector, spec));
}

function grafanaBody(kind: string, selector: Labels, spec: object) {
  return { apiVersion: 'grafana.integreatly.org/v1beta1', kind, spec: { instanceSelector: { matchLabels: selector }, ...spec } };
}
