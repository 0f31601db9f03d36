import { structOf } from '../../src/validation/option-types';
import { MAKERS, variantsOf } from '../support/maximal/constructs';
import { MONITOR_MAKERS } from '../support/maximal/monitors';
import { MAXIMAL_OBJECTS } from '../support/maximal/objects';
import { SKIPPED } from '../support/maximal/values';
import { fieldsIn, kindOf, MAXIMAL_OPERATOR, specsOf, specSchema, wanted } from '../support/maximal/variants';
import { predictVerdict } from '../support/predict-verdict';
import { Manifest } from '../support/synth';

// Each field of each kind of operator 0.94.1 occurs in a variant that the apiserver and the operator accept: the conformance tests apply the same variants.

beforeEach(() => { jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined); });
afterEach(() => jest.restoreAllMocks());

const WORLD = {
  objects: MAXIMAL_OBJECTS,
  operator: MAXIMAL_OPERATOR,
  prometheus: { apiVersion: 'monitoring.coreos.com/v1', kind: 'Prometheus', metadata: { name: 'main', namespace: 'maximal' }, spec: { scrapeClasses: [{ name: 'maximal' }] } },
  prometheusVersion: '3.16.0',
  alertmanagerVersion: '0.35.0',
};
const rejections = (objects: readonly Manifest[], others: readonly Manifest[]) =>
  objects.map(object => predictVerdict(object, { ...WORLD, objects: [...MAXIMAL_OBJECTS, ...others] })).filter(({ verdict }) => verdict !== 'accepted');

const RAW = ['v1/PrometheusRule', 'v1beta1/AlertmanagerConfig'];
const specified = (key: string): Manifest[] => specsOf(key).map((spec, i) => ({
  apiVersion: `monitoring.coreos.com/${key.split('/')[0]}`, kind: kindOf(key), metadata: { name: `maximal-${i}`, namespace: 'maximal' }, spec,
}));

/** How many fields there are: a table that leaves out too much is noticed. */
const FIELDS: { readonly [key: string]: number } = {
  'v1/Prometheus': 1798,
  'v1alpha1/PrometheusAgent': 1467,
  'v1/Alertmanager': 1320,
  'v1/ThanosRuler': 1266,
  'v1alpha1/AlertmanagerConfig': 1796,
  'v1/ServiceMonitor': 169,
  'v1/PodMonitor': 164,
  'v1/Probe': 169,
  'v1/PrometheusRule': 15,
  'v1alpha1/ScrapeConfig': 1896,
  'v1beta1/AlertmanagerConfig': 1767,
};

function expectComplete(key: string, objects: readonly Manifest[], others: readonly Manifest[] = []): void {
  const found = new Set(objects.flatMap(({ spec }) => fieldsIn(key, spec)));
  expect([...wanted(key)].filter(field => !found.has(field))).toEqual([]);
  expect(wanted(key).size).toBe(FIELDS[key]);
  expect(rejections(objects, others)).toEqual([]);
}

test.each([...MAKERS, ...MONITOR_MAKERS].map(maker => [maker.key, maker] as const))('every field of %s is in a variant that its construct creates with typed options and spec, and that is accepted', (key, maker) => {
  const variants = variantsOf(maker);
  expectComplete(key, variants.map(({ main }) => main), variants.flatMap(({ objects }) => objects));
});

test.each(RAW)('every field of %s is in a variant that is accepted', key => expectComplete(key, specified(key)));

/** The options of a struct, and of those in it: `endpoints.port`. */
function optionsIn(name: string, before: readonly string[] = []): string[] {
  return [...structOf(name)!].flatMap(([option, type]) => {
    const [path, inner] = [[...before, option], type.item ?? type];
    return [path.join('.'), ...inner.kind === 'struct' ? optionsIn(inner.name, path) : []];
  });
}

function optionsOf(value: any, name: string, before: readonly string[] = []): string[] {
  return [...structOf(name)!].flatMap(([option, type]) => {
    if (value?.[option] === undefined) { return []; }
    const [path, inner] = [[...before, option], type.item ?? type];
    return [path.join('.'), ...inner.kind === 'struct' ? [value[option]].flat().flatMap(each => optionsOf(each, inner.name, path)) : []];
  });
}

test.each(MONITOR_MAKERS.map(({ struct, alone }) => [struct, alone!] as const))('every option of %s is in a variant', (struct, alone) => {
  const given = new Set(alone.flatMap(props => optionsOf(props, struct)));
  // files in the container of Prometheus are fields of a ServiceMonitor alone
  const isMissing = (option: string) => !given.has(option) && (struct === 'ServiceMonitorProps' || !/\btlsConfig\.(ca|cert|key)File$/.test(option));
  expect(optionsIn(struct).filter(isMissing)).toEqual(['name', 'spec']);
});

test('omitted fields have a reason, and exist', () => {
  for (const { at, why } of SKIPPED) {
    expect(why.length).toBeGreaterThan(20);
    expect([at.source, Object.keys(FIELDS).some(key => allFields(key).some(field => at.test(field)))]).toEqual([at.source, true]);
  }
});

/** With those that are left out. */
function allFields(key: string): string[] {
  const visit = (schema: any, path: string): string[] => [
    ...schema.names.flatMap((name: string) => [`${path}.${name}`, ...visit(schema.field(name), `${path}.${name}`)]),
    ...schema.items ? visit(schema.items, `${path}[]`) : [], ...schema.values ? visit(schema.values, `${path}{}`) : [],
  ];
  return visit(specSchema(key), kindOf(key));
}
