import { listOf, Manifest } from './manifest';
import { podSpecOf } from '../validation/workload';
import { ComponentVersion } from '../versions/component-version';
import { RELEASES } from '../versions/releases';

/** From any registry: `mirror.example.org/prometheus-operator:0.85.0@sha256:...`. */
const IMAGE = /(?:^|\/)prometheus-operator:([^@]+)(?:@|$)/;

/** The annotation of each CustomResourceDefinition of monitoring.coreos.com. */
const ANNOTATION = 'operator.prometheus.io/version';

/**
 * The operator that makes objects of these custom resources: by the tag of its image, else by the version of its CustomResourceDefinitions.
 * If neither is here, it is the release that this library installs. Of several the oldest one.
 */
export function operatorOf(manifests: readonly Manifest[]): ComponentVersion<'prometheusOperator'> {
  const tags = versionsOf(manifests.flatMap(manifest => listOf(podSpecOf(manifest)?.containers).map(({ image }) => IMAGE.exec(String(image))?.[1])));
  const definitions = tags.length > 0 ? [] : versionsOf(manifests.filter(({ kind }) => kind === 'CustomResourceDefinition').map(({ metadata }) => metadata.annotations?.[ANNOTATION]));
  const found = [...tags, ...definitions];
  return found.length === 0 ? parse(RELEASES.prometheusOperator.version).version : found.reduce((oldest, each) => oldest.isAtLeast(each.text) ? each : oldest);
}

function versionsOf(texts: readonly (string | undefined)[]): ComponentVersion<'prometheusOperator'>[] {
  return texts.filter(text => text !== undefined).map(parse).filter(({ isRead }) => isRead).map(({ version }) => version);
}

function parse(text: string) {
  const { version, findings } = ComponentVersion.parse('prometheusOperator', 'version', text);
  return { version, isRead: !findings.some(({ ruleId }) => ruleId === 'versions/malformed') };
}
