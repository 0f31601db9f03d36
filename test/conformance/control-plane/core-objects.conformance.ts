import { ALL_CORE_CASES } from '../../support/core/all';
import { CoreCase } from '../../support/core-cases';
import { call, disconnect, mustApply } from '../support/cluster';

// The same cases as the unit test of `coreProblems`, as a real apiserver judges them.
const WITHOUT_SAVING = '?dryRun=All&fieldValidation=Strict';

/** The resources of a group, requested once. */
const resources = new Map<string, Promise<any[]>>();

async function create({ object }: CoreCase): Promise<{ readonly accepted: boolean; readonly message: string }> {
  const { apiVersion, kind, metadata } = object;
  const group = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const known = resources.get(group) ?? call('GET', group).then(({ body }) => body.resources as any[]);
  resources.set(group, known);
  const { name, namespaced } = (await known).find((each: any) => each.kind === kind && !each.name.includes('/'));
  const { status, body } = await call('POST', `${group}${namespaced ? `/namespaces/${metadata.namespace}` : ''}/${name}${WITHOUT_SAVING}`, object);
  return { accepted: status === 201, message: body.message ?? '' };
}

/** `spec.ports[0].name` of `data["my file"]`: paths may differ in depth if they identify the same place. */
const bare = (path: string) => path.replace(/\["([^"]*)"\]|\[([^\]0-9][^\]]*)\]/g, '.$1$2').replace('.template.metadata.', '.template.').toLowerCase();

function namesField(message: string, says: readonly string[]): boolean {
  const paths = says.map(each => bare(each.slice(each.indexOf(' ') + 1)));
  const theirs = [...message.matchAll(/(?:^|[\s[])((?:spec|metadata|data|rules|roleRef|subjects|aggregationRule|annotations)[\w.[\]/ -]*?): /g)].map(([, path]) => bare(path));
  return theirs.some(their => paths.some(path => path.startsWith(their) || their.startsWith(path)));
}

beforeAll(() => mustApply([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'default' } }]));
afterAll(disconnect);

test('the API server accepts and rejects what this library predicts', async () => {
  const different: string[] = [];
  let rejected = 0;
  let sameField = 0;
  for (const each of ALL_CORE_CASES) {
    const { accepted, message } = await create(each);
    if (accepted !== each.accepted) { different.push(`${each.title}: ${accepted ? 'accepted' : message}`); }
    if (accepted || each.says.length === 0) { continue; }
    rejected += 1;
    if (namesField(message, each.says)) { sameField += 1; } else { process.stderr.write(`another field: ${each.title}: ${each.says.join()}: ${message.slice(0, 200)}\n`); }
  }
  process.stderr.write(`${ALL_CORE_CASES.length} objects, ${rejected} rejected, ${sameField} with the same field\n`);
  expect(different).toEqual([]);
  expect(sameField / rejected).toBeGreaterThan(0.9);
}, 120_000);
