import { BUDGET, CLUSTER_ROLE, CONFIG_MAP, CoreCase, CRON_JOB, DEPLOYMENT, JOB, NAMESPACE, of, POD, ROLE, SERVICE, SERVICE_ACCOUNT, STATEFUL_SET } from '../core-cases';

const name = (value: string) => ({ 'metadata.name': value });
const NAME = ['core/name metadata.name'];
const LONG = (length: number) => 'a'.repeat(length);

// names: TestIsDNS1123Label, TestIsDNS1123Subdomain, TestIsDNS1035Label; labels: TestIsValidLabelValue, TestIsQualifiedName
export const METADATA: readonly CoreCase[] = [
  of(CONFIG_MAP, 'as it is', {}),
  of(CONFIG_MAP, 'a name of one letter', name('a')),
  of(CONFIG_MAP, 'a name with dots', name('a.b.c-1')),
  of(CONFIG_MAP, 'a name of 253 characters', name(`${LONG(126)}.${LONG(126)}`)),
  of(CONFIG_MAP, 'a name of 254 characters', name(`${LONG(127)}.${LONG(126)}`), NAME),
  of(CONFIG_MAP, 'a name with capitals', name('My-App'), NAME),
  of(CONFIG_MAP, 'a name with an underscore', name('my_app'), NAME),
  of(CONFIG_MAP, 'a name with two dots in a row', name('a..b'), NAME),
  of(CONFIG_MAP, 'a name with a hyphen at the end', name('app-'), NAME),
  of(SERVICE_ACCOUNT, 'a name with a colon', name('system:app'), NAME),
  of(ROLE, 'a name with colons and capitals', name('system:Role:x')),
  of(ROLE, 'a name with a slash', name('a%2Fb'), NAME, { accepted: false }),
  of(CLUSTER_ROLE, 'a name with a colon', name('system:web')),
  of(BUDGET, 'a name with capitals', name('Web')),
  of(NAMESPACE, 'a name of 63 characters', name(LONG(63))),
  of(NAMESPACE, 'a name of 64 characters', name(LONG(64)), NAME),
  of(NAMESPACE, 'a name with a dot', name('a.b'), NAME),
  of(SERVICE, 'a name of 63 characters', name(LONG(63))),
  of(SERVICE, 'a name with a dot', name('a.b'), NAME),
  of(SERVICE, 'a name of 64 characters', name(LONG(64)), NAME),
  // Kubernetes 1.36 accepts it, older versions do not: nothing is reported
  of(SERVICE, 'a name that begins with a digit', name('1web')),
  of(STATEFUL_SET, 'a name with a dot', name('a.b'), NAME),
  of(DEPLOYMENT, 'a name with a dot', name('a.b')),
  of(CRON_JOB, 'a name of 52 characters', name(LONG(52))),
  of(CRON_JOB, 'a name of 53 characters', name(LONG(53)), NAME),
  of(JOB, 'a name of 63 characters', name(LONG(63))),
  of(JOB, 'a name of 64 characters', name(LONG(64)), NAME),
  of(CONFIG_MAP, 'a generated name', { 'metadata.name': undefined, 'metadata.generateName': 'app-' }),
  of(CONFIG_MAP, 'a generated name with capitals', { 'metadata.name': undefined, 'metadata.generateName': 'App-' }, ['core/name metadata.generateName']),
  of(CONFIG_MAP, 'an impossible namespace', { 'metadata.namespace': 'My_Team' }, ['core/name metadata.namespace']),
  of(CONFIG_MAP, 'a name that a tool writes later', name('${NAME}'), [], { accepted: false }),

  of(CONFIG_MAP, 'labels of every kind', { 'metadata.labels': { 'a': '', 'app.kubernetes.io/name': 'Web_1.0-x', '1/2': '3' } }),
  of(CONFIG_MAP, 'a label value of 63 characters', { 'metadata.labels': { a: LONG(63) } }),
  of(CONFIG_MAP, 'a label value of 64 characters', { 'metadata.labels': { a: LONG(64) } }, ['core/label metadata.labels.a']),
  of(CONFIG_MAP, 'a label value with a blank', { 'metadata.labels': { team: 'platform & infra' } }, ['core/label metadata.labels.team']),
  of(CONFIG_MAP, 'a label value that ends with a hyphen', { 'metadata.labels': { a: 'x-' } }, ['core/label metadata.labels.a']),
  of(CONFIG_MAP, 'a label value that is a URL', { 'metadata.labels': { a: 'https://example.org' } }, ['core/label metadata.labels.a']),
  of(CONFIG_MAP, 'a label key of 64 characters', { 'metadata.labels': { [LONG(64)]: 'x' } }, [`core/label metadata.labels.${LONG(64)}`]),
  of(CONFIG_MAP, 'a label key with two slashes', { 'metadata.labels': { 'a/b/c': 'x' } }, ['core/label metadata.labels["a/b/c"]']),
  of(CONFIG_MAP, 'a label key with capitals in the prefix', { 'metadata.labels': { 'Example.org/a': 'x' } }, ['core/label metadata.labels["Example.org/a"]']),
  of(CONFIG_MAP, 'an empty label key', { 'metadata.labels': { '': 'x' } }, ['core/label metadata.labels[""]']),
  of(DEPLOYMENT, 'a bad label of the pods', { 'spec.template.metadata.labels': { app: 'web', bad: 'a b' } }, ['core/label spec.template.metadata.labels.bad']),

  of(CONFIG_MAP, 'annotations with capitals in the prefix', { 'metadata.annotations': { 'Example.org/A': 'anything at all: \n{}' } }),
  of(CONFIG_MAP, 'an annotation key with a blank', { 'metadata.annotations': { 'a b': 'x' } }, ['core/annotation metadata.annotations["a b"]']),
  of(CONFIG_MAP, 'annotations of 262,144 bytes', { 'metadata.annotations': { a: 'x'.repeat(262_143) } }),
  of(CONFIG_MAP, 'annotations of 262,145 bytes', { 'metadata.annotations': { a: 'x'.repeat(262_144) } }, ['core/annotation metadata.annotations']),
  of(CONFIG_MAP, 'annotations counted in bytes', { 'metadata.annotations': { a: 'é'.repeat(131_072) } }, ['core/annotation metadata.annotations']),
  of(DEPLOYMENT, 'a bad annotation of the pods', { 'spec.template.metadata.annotations': { 'a b': 'x' } }, ['core/annotation spec.template.metadata.annotations["a b"]']),
  of(POD, 'a bad label in the node selector', { 'spec.nodeSelector': { 'kubernetes.io/os': 'linux!' } }, ['core/label spec.nodeSelector["kubernetes.io/os"]']),
];
