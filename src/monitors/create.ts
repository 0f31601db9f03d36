import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { MonitorMetadata } from './common-props';
import { ROWS } from './fields';
import { checkFinished } from './finished';
import { mergeSpec } from '../manifest/extra-spec';
import { judgeObject } from '../manifest/judge';
import { createPodMonitor, createProbe, createScrapeConfig, createServiceMonitor } from '../manifest/monitoring';
import { Problems } from '../validation/problems';
import { registerVersion } from '../validation/versions-in-force';

const CREATE = {
  ServiceMonitor: createServiceMonitor, PodMonitor: createPodMonitor, Probe: createProbe, ScrapeConfig: createScrapeConfig,
} as const;

/** The custom resource of a monitor construct: the fields of its options, merged with `spec`. */
export function createMonitor(scope: Construct, kind: keyof typeof CREATE, props: MonitorMetadata, own: object): ApiObject {
  const { name, namespace, labels, annotations, operatorVersion } = props;
  const merged = mergeSpec(own, props.spec, ROWS[kind]);
  const create = CREATE[kind] as (scope: Construct, id: string, metadata: { name: string }, spec: object) => ApiObject;
  const object = create(
    scope,
    'Resource',
    { name, ...namespace !== undefined && { namespace }, ...labels && { labels }, ...annotations && { annotations } } as { name: string },
    merged.spec,
  );
  judgeObject(object, manifest => checkFinished(kind, manifest));
  registerVersion(scope, 'operator', operatorVersion);
  Problems.of(scope).addAll(merged.findings);
  return object;
}
