import { get, mustKubectl, pinnedOfTier } from '../support/cluster';
import { ask } from '../support/http';
import { differences, expositionIn } from '../support/metrics-catalog';

// The programs of a node, with pods that run. Those of the control plane: control-plane/metrics-catalog.conformance.ts
const [VERSION] = pinnedOfTier('KUBERNETES');
const node = () => get('nodes').items[0];

test.each(['metrics', 'metrics/cadvisor', 'metrics/resource', 'metrics/probes', 'metrics/slis'])('kubelet, /%s, exposes what the catalog has', path => {
  const all = expositionIn(mustKubectl(['get', '--raw', `/api/v1/nodes/${node().metadata.name}/proxy/${path}`]));
  expect(all.length).toBeGreaterThan(0);
  expect(differences('kubelet', VERSION, all)).toEqual([]);
});

test('kube-proxy exposes what the catalog has', async () => {
  const { body } = await ask(`http://${node().status.addresses[0].address}:10249/metrics`);
  const all = expositionIn(body);
  expect(all.length).toBeGreaterThan(50);
  expect(differences('kube-proxy', VERSION, all)).toEqual([]);
});
