import { amountOf } from '../../manifest/quantity';
import { Manifest, nameOf, textOf } from '../../scrape-graph/manifest';
import { millisecondsOf } from '../../values/durations';
import { Change } from '../change';
import { Sides } from '../side';
import { canonicalJson } from './immutable';

/** Prefix of the names of claims, by kind, if the template has no name. */
export const STORAGE: {
  readonly [kind: string]: {
    readonly claim: (name: string) => string; readonly keeps: string; readonly statefulSet: (name: string) => string;
  };
} = {
  Prometheus: { claim: name => `prometheus-${name}-db`, keeps: 'samples', statefulSet: name => `prometheus-${name}` },
  PrometheusAgent: {
    claim: name => `prom-agent-${name}-db`, keeps: 'samples that are not sent yet', statefulSet: name => `prom-agent-${name}`,
  },
  Alertmanager: {
    claim: name => `alertmanager-${name}-db`, keeps: 'silences and notifications', statefulSet: name => `alertmanager-${name}`,
  },
  ThanosRuler: {
    claim: name => `thanos-ruler-${name}-data`, keeps: 'blocks that are not uploaded yet', statefulSet: name => `thanos-ruler-${name}`,
  },
};

/**
 * Changes of servers that lose data or recreate pods: other claims, fewer shards, a shorter retention.
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/v0.94.1/Documentation/platform/storage.md
 */
export function serverChanges({ servers: { both, gone } }: Sides): Change[] {
  return [
    ...both.flatMap(([old, now]) => [...storageChanges(old, now), ...retentionChanges(old, now), ...shardChanges(old, now)]),
    ...gone.map(removed),
  ];
}

function removed(server: Manifest): Change {
  const object = nameOf(server);
  const { keeps } = STORAGE[server.kind];
  return {
    kind: 'data-loss', subject: object, text: `deleted: its pods are deleted, and its ${keeps} are no longer used`, object, isOld: true,
  };
}

export interface Claim {
  readonly name: string;
  readonly size: string;
  readonly template: any;
}

/** The claim of the first pod. Undefined without storage. */
export function claimOf({ kind, metadata: { name, namespace }, spec }: Manifest): Claim | undefined {
  const template = spec?.storage?.volumeClaimTemplate;
  if (!template || spec.storage.emptyDir || spec.storage.ephemeral) { return undefined; }
  const { claim, statefulSet } = STORAGE[kind];
  return {
    name: `${namespace ?? ''}/${textOf(template.metadata?.name) || claim(name)}-${statefulSet(name)}-0`,
    size: textOf(template.spec?.resources?.requests?.storage),
    template,
  };
}

export function storageChanges(old: Manifest, now: Manifest): Change[] {
  const [before, after] = [claimOf(old), claimOf(now)];
  const [subject, { keeps }] = [nameOf(now), STORAGE[now.kind]];
  const loss = (text: string): Change[] => [{
    kind: 'data-loss', subject, text: `${text}: its existing ${keeps} are not used`, object: subject,
  }];
  if (!before) { return after ? loss('it gets a new, empty volume') : []; }
  if (!after) { return loss(`it no longer uses the claim ${before.name}`); }
  if (!isSameClaim(before.name, after.name)) { return loss(`it uses the new claim ${after.name} instead of ${before.name}`); }
  if (canonicalJson(before.template.spec) === canonicalJson(after.template.spec)) { return []; }
  return [{ kind: 'recreated', subject, text: `${templateText(before, after)}; existing claims do not change`, object: subject }];
}

/** Another tool may set the namespace of a server without one. */
function isSameClaim(before: string, after: string): boolean {
  const [[oldNamespace, old], [newNamespace, now]] = [before, after].map(name => name.split('/'));
  return old === now && (oldNamespace === newNamespace || oldNamespace === '' || newNamespace === '');
}

function templateText(before: Claim, after: Claim): string {
  const [from, to] = [amountOf(before.size), amountOf(after.size)];
  if (from !== undefined && to !== undefined && from !== to) {
    const advice = to > from ? 'enlarge each claim by hand' : 'a claim cannot shrink';
    return `the size of its claims changes from ${before.size} to ${after.size}: ${advice}`;
  }
  const [old, now] = [before, after].map(({ template }) => textOf(template.spec?.storageClassName));
  return old === now
    ? 'the template of its claims changes'
    : `the storage class of its claims changes from ${JSON.stringify(old)} to ${JSON.stringify(now)}`;
}

/** The operator's default. */
const DEFAULT_RETENTION: { readonly [kind: string]: string } = { Prometheus: '24h', Alertmanager: '120h', ThanosRuler: '24h' };

function retentionChanges(old: Manifest, now: Manifest): Change[] {
  if (!Object.hasOwn(DEFAULT_RETENTION, now.kind)) { return []; }
  const subject = nameOf(now);
  const [before, after] = [retentionOf(old), retentionOf(now)];
  const [oldSize, newSize] = [old, now].map(({ spec }) => textOf(spec?.retentionSize));
  const texts = [
    ...before !== undefined && after !== undefined && millisecondsOf(after) < millisecondsOf(before)
      ? [`retention ${before} becomes ${after}`]
      : [],
    ...isSmaller(oldSize, newSize) ? [oldSize === '' ? `retentionSize is ${newSize}` : `retentionSize ${oldSize} becomes ${newSize}`] : [],
  ];
  return texts.length === 0 ? [] : [{ kind: 'data-loss', subject, text: `${texts.join('; ')}: older data is deleted`, object: subject }];
}

/** Undefined if only a size limits retention. */
export function retentionOf({ kind, spec }: Manifest): string | undefined {
  const own = textOf(spec?.retention);
  if (own !== '') { return own; }
  return kind === 'Prometheus' && textOf(spec?.retentionSize) !== '' ? undefined : DEFAULT_RETENTION[kind];
}

const SIZES: { readonly [unit: string]: number } = { B: 1, KB: 2 ** 10, MB: 2 ** 20, GB: 2 ** 30, TB: 2 ** 40, PB: 2 ** 50, EB: 2 ** 60 };

/** Prometheus sizes: `KiB` and `KB` are equal. */
export function retentionBytes(size: string): number {
  const [, number, unit] = /^(\d+(?:\.\d+)?)([KMGTPE]?)i?B$/.exec(size) ?? [];
  return number === undefined ? Infinity : Number(number) * SIZES[`${unit}B`];
}

function isSmaller(old: string, now: string): boolean {
  return retentionBytes(now) < retentionBytes(old);
}

export function shardChanges(old: Manifest, now: Manifest): Change[] {
  const [before, after] = [old, now].map(({ spec }) => typeof spec?.shards === 'number' ? spec.shards as number : 1);
  if (after >= before) { return []; }
  const subject = nameOf(now);
  return [{
    kind: 'data-loss', subject, text: `${before} shards become ${after}: the samples of the others are no longer queried`, object: subject,
  }];
}
