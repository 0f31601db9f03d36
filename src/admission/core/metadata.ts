import { isNamespaced, shapeOf, DNS_LABEL } from './names';
import { Fields, fieldsOf, isText, keyed, Report } from './report';
import { ANNOTATION, LABEL, NAME } from './rules';
import { isLabelValue, isQualifiedName } from '../../validation/kubernetes-names';
import { isPlaceholder } from '../../validation/placeholder';
import { isMap } from '../../values/json';

/**
 * Size limit of all annotations of an object together, in bytes.
 * @see https://github.com/kubernetes/apimachinery/blob/v0.37.2/pkg/api/validation/objectmeta.go
 */
const ANNOTATIONS_LIMIT = 256 * 1024;

const KEY = 'write "name" or "prefix/name": a name with at most 63 letters, digits, "-", "_" and ".", '
  + 'and a prefix that is a lower-case DNS name';
const VALUE = 'use at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends';

export function checkMetadata(report: Report, { apiVersion, kind, metadata }: Fields): void {
  const { name, generateName, namespace, labels, annotations } = fieldsOf(metadata);
  const shape = shapeOf(apiVersion, kind);
  if (shape && isText(name) && !shape.accepts(name)) {
    report.add(NAME, 'metadata.name', name, `which is not a valid name for ${article(kind)} ${kind}`, shape.cure);
  }
  if (shape && isText(generateName) && generateName !== '' && !shape.accepts(asName(generateName))) {
    report.add(
      NAME, 'metadata.generateName', generateName, `which is not a valid prefix of a name for ${article(kind)} ${kind}`, shape.cure,
    );
  }
  if (isText(namespace) && namespace !== '' && isNamespaced(apiVersion, kind) && !DNS_LABEL.accepts(namespace)) {
    report.add(NAME, 'metadata.namespace', namespace, 'which is not a valid namespace name', DNS_LABEL.cure);
  }
  checkObjectLabels(report, labels, 'metadata.labels');
  checkObjectAnnotations(report, annotations, 'metadata.annotations');
}

/** Caches results: an app has few distinct labels, in many objects. */
function rememberedVerdict(judge: (text: string) => boolean): (text: string) => boolean {
  const known = new Map<string, boolean>();
  return text => {
    let verdict = known.get(text);
    if (verdict === undefined) {
      if (known.size >= MOST_REMEMBERED) { known.clear(); }
      verdict = judge(text);
      known.set(text, verdict);
    }
    return verdict;
  };
}

const MOST_REMEMBERED = 10_000;
const isKey = rememberedVerdict(text => isPlaceholder(text) || isQualifiedName(text));
const isValue = rememberedVerdict(text => isPlaceholder(text) || isLabelValue(text));

/** Labels, and maps that select by labels. */
export function checkObjectLabels(report: Report, labels: unknown, path: string): void {
  if (!isMap(labels)) { return; }
  for (const key in labels) {
    const value = labels[key];
    if (!isKey(key)) {
      report.add(LABEL, keyed(path, key), undefined, 'is not a valid label key', KEY);
    } else if (typeof value === 'string' && !isValue(value)) {
      report.add(LABEL, keyed(path, key), value, 'which is not a valid label value', VALUE);
    }
  }
}

export function checkLabelKey(report: Report, key: unknown, path: string): void {
  if (typeof key === 'string' && !isKey(key)) { report.add(LABEL, path, key, 'which is not a valid label key', KEY); }
}

export function checkLabelValue(report: Report, value: unknown, path: string): void {
  if (typeof value === 'string' && !isValue(value)) { report.add(LABEL, path, value, 'which is not a valid label value', VALUE); }
}

export function checkObjectAnnotations(report: Report, annotations: unknown, path: string): void {
  if (!isMap(annotations)) { return; }
  let size = 0;
  for (const key in annotations) {
    const value = annotations[key];
    if (!isKey(key.toLowerCase())) { report.add(ANNOTATION, keyed(path, key), undefined, 'is not a valid annotation key', KEY); }
    size += Buffer.byteLength(key) + (typeof value === 'string' ? Buffer.byteLength(value) : 0);
  }
  if (size > ANNOTATIONS_LIMIT) {
    report.add(ANNOTATION, path, undefined, `has ${size} bytes; all annotations together can have at most ${ANNOTATIONS_LIMIT}`,
      'move the data to a ConfigMap');
  }
}

/** A prefix may end with a hyphen, because the API server appends five characters. */
function asName(prefix: string): string {
  return prefix.length > 1 && prefix.endsWith('-') ? `${prefix.slice(0, -1)}a` : prefix;
}

export function article(kind: string): string {
  return /^[AEIO]/.test(kind) ? 'an' : 'a';
}
