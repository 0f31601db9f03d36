import { readFileSync } from 'fs';
import { parse } from 'yaml';
import { get, mustKubectl, pinnedOfTier } from '../support/cluster';
import { ask } from '../support/http';
import { differences, expositionIn } from '../support/metrics-catalog';
import { within } from '../support/wait';

// The programs of Kubernetes itself, with pods that run.
const [VERSION] = pinnedOfTier('KUBERNETES');
const node = () => get('nodes').items[0];

test.each(['metrics', 'metrics/cadvisor', 'metrics/resource', 'metrics/probes', 'metrics/slis'])('kubelet, /%s, exposes what the catalog has', path => {
  const all = expositionIn(mustKubectl(['get', '--raw', `/api/v1/nodes/${node().metadata.name}/proxy/${path}`]));
  expect(all.length).toBeGreaterThan(0);
  expect(differences('kubelet', VERSION, all)).toEqual([]);
});

test.each([
  ['kube-scheduler', () => 'https://127.0.0.1:10259/metrics'],
  ['kube-scheduler', () => 'https://127.0.0.1:10259/metrics/resources'],
  ['kube-proxy', () => `http://${node().status.addresses[0].address}:10249/metrics`],
])('%s exposes what the catalog has', async (component, urlOf) => {
  const { users: [{ user }] } = parse(readFileSync(process.env.KUBECONFIG!, 'utf8'));
  const url = urlOf();
  await within(30, `${url} answers`, async () => expect((await ask(url, { authorization: `Bearer ${user.token}` })).status).toBe(200));
  const { body } = await ask(url, { authorization: `Bearer ${user.token}` });
  expect(differences(component, VERSION, expositionIn(body))).toEqual([]);
});
