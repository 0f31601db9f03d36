import { isEmpty } from '../../values/json';
import { chartDefault } from '../chart-keys';
import { givenAt, valueAt } from '../chart-values';
import { Expression, flag, literal, text, version, versionOf } from '../convert';
import { MigratedValue } from '../part';

/** Options of an image, with a result for each key, and the decisions to make. */
export interface ConvertedImage {
  readonly options: readonly (readonly [option: string, value: Expression])[];
  readonly values: readonly MigratedValue[];
  readonly warnings: readonly string[];
}

/** The values about an image. */
interface Image {
  readonly component: 'prometheus' | 'alertmanager';
  readonly spec: string;
  /** The whole reference without the tag. */
  readonly name: string;
  readonly tag: unknown;
  readonly isUpstream: boolean;
  /** The version in the values. */
  readonly said?: Expression;
  /** The version, if this library supports it. */
  readonly number?: Expression;
}

/** `image` and `version` of a custom resource. The chart's tag is a version only for upstream's image or a mirror of it. */
export function convertedImage(values: unknown, spec: string, component: 'prometheus' | 'alertmanager'): ConvertedImage {
  const image = readImage(values, spec, component);
  return {
    options: optionsOf(values, image).flatMap(([name, value]) => value ? [[`${component}.${name}`, value] as const] : []),
    values: resultsOf(image),
    warnings: warningsOf(image),
  };
}

function readImage(values: unknown, spec: string, component: 'prometheus' | 'alertmanager'): Image {
  const usual = String(chartDefault(`${spec}.image.repository`));
  const repository = String(valueAt(values, `${spec}.image.repository`) ?? '');
  const registry = valueAt(values, 'global.imageRegistry') ?? valueAt(values, `${spec}.image.registry`) ?? '';
  const tag = givenAt(values, `${spec}.image.tag`) ?? undefined;
  const isCopy = repository.endsWith(`/${usual}`) || repository.endsWith(`/${component}`) && version(tag) !== undefined;
  const isUpstream = repository === usual;
  const said = version(givenAt(values, `${spec}.version`)) ?? (isUpstream || isCopy ? version(tag) : undefined);
  const number = versionOf(component)(said?.data);
  return { component, spec, name: `${String(registry)}/${repository}`, tag, isUpstream, ...said && { said }, ...number && { number } };
}

type ImageOptions = (readonly [option: string, value: Expression | undefined])[];

function optionsOf(values: unknown, { component, spec, name, tag, isUpstream, said, number }: Image): ImageOptions {
  // an image whose version is too old cannot be kept
  if (said && !number) { return []; }
  const registry = givenAt(values, `${spec}.image.registry`);
  const digest = givenAt(values, `${spec}.image.sha`);
  const sha = text(digest) ? `sha256:${String(digest).replace(/^sha256:/, '')}` : undefined;
  if (!isUpstream) {
    return [
      ['version', number], ['image', literal(`${name}${isEmpty(tag) ? '' : `:${String(tag)}`}${sha === undefined ? '' : `@${sha}`}`)],
    ];
  }
  return [
    ['version', number],
    ['imageRegistry', registry === chartDefault(`${spec}.image.registry`) ? undefined : text(registry)],
    ['imageDigest', literal(sha)],
    ['distroless', component === 'prometheus' && /-distroless$/.test(String(tag)) ? flag(true) : undefined],
  ];
}

function resultsOf({ component, spec, tag, isUpstream, said, number }: Image): MigratedValue[] {
  const mapped = (key: string, note: string): MigratedValue => ({ path: `${spec}.${key}`, outcome: 'mapped', note });
  const lost = (key: string, note: string): MigratedValue => ({ path: `${spec}.${key}`, outcome: 'unsupported', note });
  if (said && !number) {
    const old = `version ${String(said.data)} is not supported by this library: upgrade the release first`;
    return ['version', 'image.tag', 'image.repository', 'image.registry', 'image.sha'].map(key => lost(key, old));
  }
  const isRead = isEmpty(tag) || number !== undefined || !isUpstream;
  return [
    mapped('version', `${component}.version`),
    isRead ? mapped(
      'image.tag', isUpstream ? `${component}.version` : `${component}.image`,
    ) : lost('image.tag', `it is not a version: set "${component}.version"`),
    mapped('image.repository', isUpstream ? 'the image of this version' : `${component}.image`),
    mapped('image.registry', isUpstream ? `${component}.imageRegistry, if it differs from the default` : `${component}.image`),
    mapped('image.sha', isUpstream ? `${component}.imageDigest` : `${component}.image`),
  ];
}

function warningsOf({ component, isUpstream, name, said, number }: Image): string[] {
  if (number) { return []; }
  if (said) {
    return [
      `The release has ${component} ${String(said.data)}, which this library does not support. Upgrade the release first;`
      + ' the program has a newer version.',
    ];
  }
  const what = isUpstream
    ? `The values have no version of ${component}` : `The image ${name} has a tag that is not a version of ${component}`;
  const ask = `kubectl get ${component} -A -o jsonpath='{.items[*].spec.version}'`;
  return [
    `${what}: set "${component}: { version }" to the version that the release runs ("${ask}"), so that the migration is not also an `
      + 'upgrade.',
  ];
}
