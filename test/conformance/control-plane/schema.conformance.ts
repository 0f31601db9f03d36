import { parseAllDocuments } from 'yaml';
import { CUSTOM_RESOURCES } from '../../support/custom-resources';
import { goldenFiles, readGolden } from '../../support/golden';
import { fieldsOf, Mutant, mutantOf } from '../../support/mutants';
import { Random } from '../../support/random';
import { violationsOf } from '../../support/schema-verdict';
import { Manifest } from '../../support/synth';
import { call, disconnect, installCrds, pinned, removeCrds } from '../support/cluster';

// Mutants of custom resources, checked by the schema index and by the real apiserver: verdict and path must be equal.
const VERSIONS = [...pinned('PROMETHEUS_OPERATOR'), pinned('OPERATOR_CRDS').at(-1)!];
/** For each version; the full tier has more. */
const MUTANTS = process.env.CONFORMANCE_TIER === 'full' ? 3700 : 900;
const TOGETHER = 8;

const isMonitoring = ({ apiVersion }: Manifest) => apiVersion.startsWith('monitoring.coreos.com/');
const goldens = goldenFiles()
  .flatMap(file => parseAllDocuments(readGolden(file)).map(document => document.toJS() as Manifest)).filter(isMonitoring)
  // a namespace that exists; rules are long, and all alike
  .map(object => ({ ...object, metadata: { ...object.metadata, namespace: 'default' }, ...object.kind === 'PrometheusRule' && { spec: { groups: object.spec.groups.slice(0, 1) } } }));

/** Each kind equally often, whatever its share of the goldens. */
function mutants(seed: number): Mutant[] {
  const random = new Random(seed);
  const byKind = new Map<string, Manifest[]>();
  for (const object of [...CUSTOM_RESOURCES, ...CUSTOM_RESOURCES, ...goldens]) { byKind.set(object.kind, [...byKind.get(object.kind) ?? [], object]); }
  const fields = fieldsOf([...CUSTOM_RESOURCES, ...goldens]);
  return Array.from({ length: MUTANTS }, () => {
    const first = mutantOf(random.pick(byKind.get(random.pick([...byKind.keys()]))!), random, fields);
    if (random.int(4) > 0) { return first; }
    const second = mutantOf(first.object, random, fields);
    return { sort: `${first.sort}, ${second.sort}`, at: `${first.at} and ${second.at}`, object: second.object };
  });
}

const PLURALS: Readonly<Record<string, string>> = { Prometheus: 'prometheuses', PrometheusAgent: 'prometheusagents' };

interface Answer {
  readonly isRefused: boolean;
  readonly message: string;
  readonly paths: readonly string[];
}

/** The apiserver's response to an object, by a dry run. */
async function ask(object: Manifest): Promise<Answer> {
  const plural = PLURALS[object.kind] ?? `${object.kind.toLowerCase()}s`;
  const path = `/apis/${object.apiVersion}/namespaces/default/${plural}?dryRun=All&fieldValidation=Strict`;
  const { status, body } = await call('POST', path, { ...object, metadata: { ...object.metadata, name: 'x' } });
  if (![201, 400, 422].includes(status)) { throw new Error(`${status}: ${JSON.stringify(body).slice(0, 500)}`); }
  return { isRefused: status !== 201, message: body.message ?? '', paths: status === 201 ? [] : pathsIn(body) };
}

/** The paths in a response: causes of a Status, or the texts of a strict decoder. */
function pathsIn({ message, details }: any): string[] {
  const causes = (details?.causes ?? []).map(({ field }: any) => field).filter((field: any) => typeof field === 'string' && field !== '<nil>' && field !== '');
  const unknown = [...String(message).matchAll(/(?:unknown|duplicate) field "([^"]+)"/g)].map(([, field]) => field);
  return [...new Set<string>([...causes, ...unknown])];
}

/** `a.b[c]` for `a.b.c`, whose names the apiserver writes in several ways. */
const plain = (path: string) => path.replace(/\[(?:"([^"]*)"|([^\]]*))\]/g, '.$1$2');

/** Runs all, a few at a time. */
async function mapAll<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = new Array(items.length);
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < items.length; at = next++) { results[at] = await work(items[at]); }
  };
  await Promise.all(Array.from({ length: TOGETHER }, worker));
  return results;
}

afterAll(disconnect);

describe.each(VERSIONS.map((version, at) => ({ version, seed: at + 1 })))('with the CRDs of prometheus-operator $version', ({ version, seed }) => {
  beforeAll(() => installCrds(version));
  afterAll(removeCrds);

  test(`${MUTANTS} mutants: the same verdict and the same path`, async () => {
    const all = mutants(seed);
    const answers = await mapAll(all, ({ object }) => ask(object));
    const ours = all.map(({ object }) => violationsOf({ ...object, metadata: { ...object.metadata, name: 'x' } }, version.slice(1)));
    const different = all.flatMap(({ sort, at }, i) => answers[i].isRefused === (ours[i].length > 0) ? []
      : [{ sort, at, apiserver: answers[i].message.slice(0, 400), ours: ours[i].slice(0, 3) }]);
    const rejected = all.map((_, i) => i).filter(i => answers[i].isRefused && answers[i].paths.length > 0);
    const samePlace = rejected.filter(i => answers[i].paths.some(path => ours[i].some(each => [each.path, ...each.inside ?? []].some(own => plain(own) === plain(path)))));
    console.log(`${version}: ${all.length} mutants, ${rejected.length} rejected, ${different.length} different, ${(100 * samePlace.length / rejected.length).toFixed(1)} % at the same place`);
    if (samePlace.length < rejected.length) {
      const others = rejected.filter(i => !samePlace.includes(i)).slice(0, 10).map(i => `${answers[i].paths.join()} | ${ours[i].map(({ path }) => path).join()}`);
      console.log(`elsewhere:\n${others.join('\n')}`);
    }
    expect(different).toEqual([]);
    expect(samePlace.length / rejected.length).toBeGreaterThanOrEqual(0.95);
    // most of both kinds, so that neither verdict is the only one
    expect(rejected.length).toBeGreaterThan(all.length / 4);
    expect(rejected.length).toBeLessThan(all.length * 0.95);
  });

  test('unchanged objects are accepted, except for fields that this version does not have', async () => {
    const answers = await mapAll(CUSTOM_RESOURCES, ask);
    const ours = CUSTOM_RESOURCES.map(object => violationsOf(object, version.slice(1)));
    expect(answers.map(({ isRefused }) => isRefused)).toEqual(ours.map(({ length }) => length > 0));
  });
});
