import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { Definition, readDefinitions } from './crds-file';
import { CLIENT_SIDE_APPLY, MISSING, VERSION_MISMATCH, VERSION_UNKNOWN } from './rules';
import { ANNOTATIONS_LIMIT, appliedBytes, strip } from './schema';
import { createObject } from '../manifest/object';
import { reachOf } from '../manifest/reach';
import { isDnsSubdomain } from '../validation/kubernetes-names';
import { checkOptions } from '../validation/options';
import { Problems } from '../validation/problems';
import { finding, Finding } from '../validation/rule';
import { registerVersion } from '../validation/versions-in-force';
import { ComponentVersion } from '../versions/component-version';
import { versionIn } from '../versions/releases';

/** Source of the CustomResourceDefinitions, and how they are written. */
export interface PrometheusOperatorCrdsOptions {
  /**
   * Path of a file with all definitions, or of a folder of YAML files, as in the operator's release (`example/prometheus-operator-crd`).
   * A file can have up to 16 MiB. A relative path starts at the folder in which the app runs.
   */
  readonly path: string;

  /**
   * Whether to leave out the descriptions, which are three quarters of the text.
   * All definitions are then small enough for client-side `kubectl apply`.
   * @default false
   */
  readonly stripDescriptions?: boolean;

  /**
   * Whether to add annotations by which Argo CD and Flux use server-side apply.
   * @default true
   */
  readonly serverSideApply?: boolean;
}

/** Source of the definitions, and version of their operator. */
export interface PrometheusOperatorCrdsProps extends PrometheusOperatorCrdsOptions {
  /**
   * Version of the operator. The definitions must have the same version.
   * @default '0.94.1'
   */
  readonly version?: string;
}

/** Kinds of which a stack creates objects. */
const NEEDED = ['alertmanagers', 'prometheuses', 'prometheusrules', 'servicemonitors'].map(plural => `${plural}.monitoring.coreos.com`);

const VERSION_ANNOTATION = 'operator.prometheus.io/version';

/**
 * Annotations for Argo CD and for Flux. Flux always uses server-side apply; with the annotation it also overrides fields of other owners.
 */
const SERVER_SIDE = { 'argocd.argoproj.io/sync-options': 'ServerSideApply=true', 'kustomize.toolkit.fluxcd.io/ssa': 'Override' };

/**
 * The CustomResourceDefinitions of prometheus-operator, from the files of its release that you download.
 * They are first in the chart's YAML. In a separate chart they can be applied before all other objects.
 *
 * @see https://github.com/prometheus-operator/prometheus-operator/tree/main/example/prometheus-operator-crd
 *
 * @example
 * import { App, Chart } from 'cdk8s';
 * import { PrometheusOperatorCrds } from 'cdk8s-prometheus';
 *
 * const app = new App();
 * const chart = new Chart(app, 'crds');
 * // the folder example/prometheus-operator-crd of the operator's release
 * new PrometheusOperatorCrds(chart, 'Crds', { path: 'crds', stripDescriptions: true });
 */
export class PrometheusOperatorCrds extends Construct {
  /** The definitions, sorted by name. */
  public readonly definitions: ApiObject[];

  public constructor(scope: Construct, id: string, props: PrometheusOperatorCrdsProps) {
    super(scope, id);
    checkOptions(this, 'PrometheusOperatorCrdsProps', props, PrometheusOperatorCrds);
    const { definitions, findings } = readDefinitions(props.path);
    const {
      version, findings: versionFindings,
    } = ComponentVersion.parse(
      'prometheusOperator', 'version', props.version ?? versionIn('prometheusOperator', reachOf(this).defaults.versions),
    );
    const manifests = definitions.map(definition => emitted(definition, props));
    this.definitions = manifests.map((
      { metadata, ...body }, at,
    ) => createObject(this, isDnsSubdomain(metadata.name) ? metadata.name : `Definition-${at}`, metadata, body));

    registerVersion(this, 'operator', version.text, props.version === undefined);
    Problems.of(this).addAll([
      ...versionFindings, ...findings,
      ...findings.length > 0
        ? []
        : [...checkVersions(definitions, version.text), ...checkMissing(definitions), ...checkSize(manifests, props)],
    ]);
  }
}

function emitted(
  { apiVersion, kind, metadata, spec }: Definition, { stripDescriptions, serverSideApply = true }: PrometheusOperatorCrdsProps,
): Definition {
  return {
    apiVersion,
    kind,
    metadata: { ...metadata, annotations: { ...metadata.annotations, ...serverSideApply && SERVER_SIDE } },
    spec: stripDescriptions ? strip(spec) : spec,
  };
}

function checkVersions(definitions: readonly Definition[], wanted: string): Finding[] {
  const versionOf = ({ metadata }: Definition) => metadata.annotations?.[VERSION_ANNOTATION];
  const names = (some: readonly Definition[]) => some.map(({ metadata }) => metadata.name);
  const known = [...new Set(definitions.flatMap(definition => versionOf(definition) ?? []))].sort();
  const unknown = definitions.filter(definition => versionOf(definition) === undefined);
  return [
    ...known.filter(found => found !== wanted)
      .map(found => finding(VERSION_MISMATCH, { names: names(definitions.filter(each => versionOf(each) === found)), found, wanted })),
    ...unknown.length > 0 ? [finding(VERSION_UNKNOWN, { names: names(unknown) })] : [],
  ];
}

function checkMissing(definitions: readonly Definition[]): Finding[] {
  const missing = NEEDED.filter(name => !definitions.some(({ metadata }) => metadata.name === name));
  return missing.length > 0 ? [finding(MISSING, { kinds: missing })] : [];
}

function checkSize(
  manifests: readonly Definition[], { stripDescriptions, serverSideApply = true }: PrometheusOperatorCrdsProps,
): Finding[] {
  if (serverSideApply) { return []; } // users who apply it this way know the limit
  const large = manifests.map(manifest => ({ name: manifest.metadata.name, bytes: appliedBytes(manifest) }))
    .filter(({ bytes }) => bytes > ANNOTATIONS_LIMIT);
  if (large.length === 0) { return []; }
  return [finding(CLIENT_SIDE_APPLY, {
    names: large.map(({ name }) => name),
    bytes: Math.max(...large.map(({ bytes }) => bytes)),
    limit: ANNOTATIONS_LIMIT,
    cure: stripDescriptions ? 'use "kubectl apply --server-side"' : 'set "stripDescriptions", or use "kubectl apply --server-side"',
  })];
}
