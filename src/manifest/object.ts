import { ApiObject, ApiObjectMetadata, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { ComponentDefaultsOptions } from './component-defaults-options';
import { reportOverwrittenFiles } from './files/overwritten-files';
import { objectsBelongTo, reachOf, selectionNear } from './reach';
import { API_SERVICE_TWICE, NAME_INVALID, NAME_TWICE, NAMESPACE_INVALID } from './rules';
import { SchemaChecks } from '../admission/schema-checks';
import { oneLine } from '../validation/control-characters';
import { isDnsLabel, isDnsSubdomain, isServiceName, shapeOfName } from '../validation/kubernetes-names';
import { Problems } from '../validation/problems';
import { finding, Finding } from '../validation/rule';
import { Attached } from '../values/attached';

/** A manifest without metadata: plain data, spelled as in YAML. */
export interface ObjectBody {
  readonly apiVersion: string;
  readonly kind: string;
  readonly [field: string]: unknown;
}

/** Metadata of objects of this library. Their names are fixed, because other objects refer to them. */
export interface ObjectMetadata extends ApiObjectMetadata {
  readonly name: string;
}

/** Metadata with additional annotations, which take precedence over those of all objects of a construct. */
export function withAnnotations(metadata: ObjectMetadata, annotations: { readonly [key: string]: string } | undefined): ObjectMetadata {
  return annotations ? { ...metadata, annotations: { ...metadata.annotations, ...annotations } } : metadata;
}

/** Kinds that belong to no namespace. */
const CLUSTER_SCOPED = [
  'APIService',
  'ClusterRole',
  'ClusterRoleBinding',
  'CustomResourceDefinition',
  'MutatingWebhookConfiguration',
  'Namespace',
  'ValidatingWebhookConfiguration',
];

/**
 * Creates every object of this library: a plain ApiObject, so that a JSON patch of any field takes effect. (The classes that `cdk8s import`
 * generates silently drop unknown fields.)
 */
export function createObject(scope: Construct, id: string, metadata: ObjectMetadata, body: ObjectBody): ApiObject {
  const { defaults, owner } = reachOf(scope, metadata.namespace);
  const common = withCommon(metadata, defaults);
  const selection = selectionNear(owner, scope, body.kind);
  const object = new ApiObject(
    scope,
    oneLine(id),
    { ...body, metadata: Object.keys(selection).length > 0 ? { ...common, labels: { ...selection, ...common.labels } } : common },
  );
  if (owner) { objectsBelongTo(object, owner); }
  if (CLUSTER_SCOPED.includes(body.kind)) { // cdk8s gives every object the chart's namespace
    Object.assign(object.metadata, { namespace: undefined });
  }
  SchemaChecks._ensure(object.node.root);
  reportOverwrittenFiles(object.node.root);
  const findings: Finding[] = [];
  const isValid = body.kind === 'Service' ? isServiceName : isDnsSubdomain;
  if (!isValid(metadata.name)) {
    findings.push(finding(NAME_INVALID, { kind: body.kind, name: metadata.name, shape: shapeOfName(body.kind) }));
  }
  if (object.metadata.namespace !== undefined && !isDnsLabel(object.metadata.namespace)) {
    findings.push(finding(NAMESPACE_INVALID, { namespace: object.metadata.namespace }));
  }
  const other = claimName(object);
  if (other) {
    const { path } = other.node;
    // another name is no cure: the name is derived from the API
    findings.push(body.kind === 'APIService'
      ? finding(API_SERVICE_TWICE, { name: metadata.name, other: path })
      : finding(NAME_TWICE, { kind: body.kind, name: metadata.name, other: path }));
  }
  if (findings.length > 0) {
    Problems.of(object).addAll(findings);
  }
  return object;
}

/** Adds the labels and annotations of all objects. The object's own take precedence. */
function withCommon(metadata: ObjectMetadata, { labels, annotations }: ComponentDefaultsOptions): ObjectMetadata {
  if (!labels && !annotations) { return metadata; }
  return {
    ...metadata,
    ...labels && { labels: { ...labels, ...metadata.labels } },
    ...annotations && { annotations: { ...annotations, ...metadata.annotations } },
  };
}

const claimed = new Attached<Chart, Map<string, ApiObject>>();

/** (kind, name) must be unique in a chart, even in different namespaces: cdk8s' file-per-resource modes name files `Kind.name`. */
function claimName(object: ApiObject): ApiObject | undefined {
  const names = claimed.get(object.chart) ?? new Map<string, ApiObject>();
  claimed.set(object.chart, names);
  const key = `${object.kind} ${object.name}`;
  const other = names.get(key);
  if (!other) { names.set(key, object); }
  return other;
}
