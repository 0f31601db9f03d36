import { chartDefault } from '../chart-keys';
import { givenAt, isEmpty, valueAt } from '../chart-values';
import { Expression, flag, literal, text, version } from '../convert';
import { MigratedValue } from '../part';

/** Options of an image, with a result for each key and what must be decided. */
export interface ConvertedImage {
  readonly options: readonly (readonly [option: string, value: Expression])[];
  readonly values: readonly MigratedValue[];
  readonly warnings: readonly string[];
}

/** `image` and `version` of a custom resource. The chart's tag is a version only if the image is upstream's or a copy of it. */
export function imageOf(values: unknown, spec: string, component: 'prometheus' | 'alertmanager'): ConvertedImage {
  const given = (key: string) => givenAt(values, `${spec}.${key}`) ?? undefined;
  const repository = String(valueAt(values, `${spec}.image.repository`) ?? '');
  const usual = String(chartDefault(`${spec}.image.repository`));
  const registry = text(given('image.registry'));
  const tag = given('image.tag');
  const own = version(given('version'));
  const isCopy = repository === usual || repository.endsWith(`/${usual}`) || repository.endsWith(`/${component}`) && version(tag) !== undefined;
  const number = own ?? (isCopy ? version(tag) : undefined);
  const reference = `${String(valueAt(values, 'global.imageRegistry') ?? valueAt(values, `${spec}.image.registry`) ?? '')}/${repository}`;
  const digest = text(given('image.sha'));
  const isUpstream = repository === usual;
  const whole = isUpstream ? undefined : literal(`${reference}${isEmpty(tag) ? '' : `:${String(tag)}`}${digest ? `@sha256:${String(given('image.sha'))}` : ''}`);
  const options = [
    ['version', number], ['image', whole], ['imageRegistry', isUpstream && registry && given('image.registry') !== chartDefault(`${spec}.image.registry`) ? registry : undefined],
    ['imageDigest', isUpstream && digest ? literal(`sha256:${String(given('image.sha')).replace(/^sha256:/, '')}`) : undefined],
    ['distroless', isUpstream && component === 'prometheus' && /-distroless$/.test(String(tag)) ? flag(true) : undefined],
  ] as const;
  return {
    options: options.flatMap(([name, value]) => value ? [[`${component}.${name}`, value] as const] : []),
    values: resultsOf(spec, component, { isUpstream, isPinned: number !== undefined, tag }),
    warnings: warningsOf(component, { isUpstream, isPinned: number !== undefined, reference }),
  };
}

interface Judged {
  readonly isUpstream: boolean;
  readonly isPinned: boolean;
}

function resultsOf(spec: string, component: string, { isUpstream, isPinned, tag }: Judged & { readonly tag: unknown }): MigratedValue[] {
  const mapped = (key: string, note: string): MigratedValue => ({ path: `${spec}.${key}`, outcome: 'mapped', note });
  const unread: MigratedValue = { path: `${spec}.image.tag`, outcome: 'different', note: `no version: the program has that of this library; set "${component}.version"` };
  return [
    mapped('version', `${component}.version`),
    isEmpty(tag) || isPinned || !isUpstream ? mapped('image.tag', isUpstream ? `${component}.version` : `${component}.image`) : unread,
    mapped('image.repository', isUpstream ? 'the image of the version' : `${component}.image`),
    mapped('image.registry', isUpstream ? `${component}.imageRegistry, where it is not the usual one` : `${component}.image`),
    mapped('image.sha', isUpstream ? `${component}.imageDigest` : `${component}.image`),
  ];
}

function warningsOf(component: string, { isUpstream, isPinned, reference }: Judged & { readonly reference: string }): string[] {
  if (isPinned) { return []; }
  const what = isUpstream ? `The values do not say the version of ${component}` : `The image ${reference} has a tag that is no version of ${component}`;
  const ask = `kubectl get ${component} -A -o jsonpath='{.items[*].spec.version}'`;
  return [`${what}: set "${component}: { version }" to what the release runs ("${ask}"), so that the move is not an upgrade, too.`];
}
