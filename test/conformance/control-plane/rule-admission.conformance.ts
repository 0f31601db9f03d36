import { parseAllDocuments } from 'yaml';
import { goldenFiles, readGolden } from '../../support/golden';
import { Manifest } from '../../support/synth';
import { pinned, pinnedOfTier } from '../support/cluster';
import { ask, post } from '../support/http';
import { Program } from '../support/process';
import { describeTiered } from '../support/tier';
import { within } from '../support/wait';

// Every PrometheusRule of every golden, checked by the operator's own admission webhook.
const RULES: readonly (readonly [string, Manifest])[] = goldenFiles().flatMap(file =>
  parseAllDocuments(readGolden(file)).map(document => document.toJS() as Manifest).filter(manifest => manifest?.kind === 'PrometheusRule')
    .map(manifest => [`${file}: ${manifest.metadata.name}`, manifest] as const));
const PORT = 28443;

const review = (object: object) => ({
  apiVersion: 'admission.k8s.io/v1',
  kind: 'AdmissionReview',
  request: { uid: 'test', operation: 'CREATE', resource: { group: 'monitoring.coreos.com', version: 'v1', resource: 'prometheusrules' }, object },
});

describeTiered(pinned('PROMETHEUS_OPERATOR'), { always: pinnedOfTier('PROMETHEUS_OPERATOR'), why: 'it reads rules as 0.73.2 and 0.94.1 do' }, 'the webhook of prometheus-operator %s', version => {
  let webhook: Program;
  const judge = async (object: object) => (await post(`http://127.0.0.1:${PORT}/admission-prometheusrules/validate`, review(object))).response;

  beforeAll(async () => {
    webhook = new Program(`admission-webhook-${version}`, ['--web.enable-tls=false', `--web.listen-address=127.0.0.1:${PORT}`]);
    await within(30, 'it answers', async () => expect((await ask(`http://127.0.0.1:${PORT}/healthz`)).status).toBe(200), () => webhook.log);
  });
  afterAll(() => webhook.stop());

  test('takes all of ours', async () => {
    expect(RULES.length).toBeGreaterThan(50);
    const refused: string[] = [];
    for (const [name, rule] of RULES) {
      const { allowed, status } = await judge(rule);
      if (!allowed) { refused.push(`${name}: ${JSON.stringify(status)}`); }
    }
    expect(refused).toEqual([]);
  });

  test('and rejects invalid rules, so the test can fail', async () => {
    const spec = (expr: string) => ({ apiVersion: 'monitoring.coreos.com/v1', kind: 'PrometheusRule', metadata: { name: 'x' }, spec: { groups: [{ name: 'g', rules: [{ alert: 'A', expr }] }] } });
    expect((await judge(spec('rate(up)'))).allowed).toBe(false);
    expect((await judge(spec('up == 0'))).allowed).toBe(true);
  });
});
