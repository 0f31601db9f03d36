import { Fields, fieldsOf, itemsOf, keyed, Report } from './report';
import { FRACTIONAL_BYTES, QUANTITY, REQUEST_ABOVE_LIMIT, RESOURCE_NAME } from './rules';
import { isQualifiedName } from '../../validation/kubernetes-names';
import { isPlaceholder } from '../../validation/placeholder';
import { isWhole, nanosOf, Nanos } from '../../validation/quantity';

const STANDARD = new Set(['cpu', 'memory', 'ephemeral-storage']);
const BYTES = new Set(['memory', 'ephemeral-storage']);

const isHugePages = (name: string) => name.startsWith('hugepages-');

/** Resources with a domain cannot be overcommitted: the request must equal the limit. */
const isExtended = (name: string) => name.includes('/') && !/(^|\.)kubernetes\.io\//.test(name);

/** Requests and limits of a container, or of each pod of an operator's custom resource. */
export function checkResources(report: Report, resources: unknown, path: string): void {
  const { requests, limits } = fieldsOf(resources);
  const limited = amountsOf(report, limits, `${path}.limits`);
  const requested = amountsOf(report, requests, `${path}.requests`);
  for (const [name, request] of requested) {
    const where = keyed(`${path}.requests`, name);
    const limit = limited.get(name);
    const hasLimit = Object.hasOwn(fieldsOf(limits), name);
    if (limit && isFixed(name) && limit.nanos !== request.nanos) {
      report.add(REQUEST_ABOVE_LIMIT, where, request.text, `but its limit is ${limit.text}, and ${name} cannot be overcommitted`,
        'use the same amount for both');
    } else if (limit && request.nanos > limit.nanos) {
      report.add(REQUEST_ABOVE_LIMIT, where, request.text, `above its limit ${JSON.stringify(limit.text)}`,
        'lower the request, or raise the limit');
    } else if (!hasLimit && isFixed(name)) {
      report.add(REQUEST_ABOVE_LIMIT, where, request.text, `without a limit, and ${name} cannot be overcommitted`,
        'set the limit to the same amount');
    }
  }
  const names = [...requested.keys(), ...limited.keys()];
  if (names.some(isHugePages) && !names.includes('cpu') && !names.includes('memory')) {
    report.add(REQUEST_ABOVE_LIMIT, path, undefined, 'has huge pages without cpu or memory', 'also request cpu or memory');
  }
}

const isFixed = (name: string) => isHugePages(name) || isExtended(name);

interface Amount {
  readonly text: string;
  readonly nanos: Nanos;
}

function amountsOf(report: Report, list: unknown, path: string): Map<string, Amount> {
  const amounts = new Map<string, Amount>();
  for (const [name, value] of Object.entries(fieldsOf(list))) {
    const where = keyed(path, name);
    checkName(report, name, where);
    const nanos = checkResourceQuantity(report, value, where);
    if (nanos === undefined) { continue; }
    amounts.set(name, { text: String(value), nanos });
    if (isExtended(name) && !isWhole(nanos)) {
      report.add(QUANTITY, where, value, `but ${name} must be a whole number`, 'write a whole number');
    }
    if (BYTES.has(name) && !isWhole(nanos)) {
      report.add(FRACTIONAL_BYTES, where, value, 'which is not a whole number of bytes',
        `write it like "${/\d+/.exec(String(value))?.[0] ?? '512'}Mi"`);
    }
  }
  return amounts;
}

function checkName(report: Report, name: string, where: string): void {
  if (isPlaceholder(name)) { return; }
  const isQuota = isExtended(name) && name.startsWith('requests.');
  const isKnown = name.includes('/') ? isQualifiedName(name) && !isQuota : STANDARD.has(name) || isHugePages(name);
  if (!isKnown) {
    report.add(RESOURCE_NAME, where, undefined, 'is not a valid resource of containers',
      'use cpu, memory, ephemeral-storage, hugepages-<size>, or a name with a domain, such as nvidia.com/gpu');
  }
}

/** A non-negative quantity. Undefined if it is invalid, or not known yet. */
export function checkResourceQuantity(report: Report, value: unknown, where: string): Nanos | undefined {
  if (typeof value === 'string' ? isPlaceholder(value) : typeof value !== 'number') { return undefined; }
  const nanos = nanosOf(value);
  if (nanos === undefined) {
    report.add(QUANTITY, where, value, 'which is not a valid quantity', 'write it like "100m" (CPU) or "250Mi" (memory)');
  } else if (nanos < 0n) {
    report.add(QUANTITY, where, value, 'which is negative', 'write an amount of at least 0');
    return undefined;
  }
  return nanos;
}

/** Custom resources of prometheus-operator whose `resources` apply to the pods of its StatefulSets. */
export function checkOperatedResources(report: Report, spec: Fields): void {
  const places: readonly (readonly [unknown, string])[] = [
    [spec.resources, 'spec.resources'],
    [fieldsOf(spec.thanos).resources, 'spec.thanos.resources'],
    ...['containers', 'initContainers'].flatMap(list => itemsOf(spec[list], `spec.${list}`)
      .map(({ item, at }) => [item.resources, `${at}.resources`] as const)),
  ];
  for (const [resources, path] of places) { checkResources(report, resources, path); }
}
