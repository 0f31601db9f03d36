import { addressRefusal, AddressField } from '../../../src/net/ip-address';
import { ComponentVersion } from '../../../src/versions/component-version';
import { oddAddresses } from '../../support/odd-addresses';
import { call, disconnect, kubernetesMinor } from '../support/cluster';

// Every verdict equals the apiserver's. Runs twice: with the feature gates of the pinned Kubernetes, and with those of 1.35.
const KUBERNETES = process.env.CONFORMANCE_KUBERNETES ?? kubernetesMinor();
const SEED = 20261121;
const COUNT = 2500;

const FIELDS: { readonly [field in AddressField]: { readonly path: string; readonly body: (address: string) => object } } = {
  'Endpoints': {
    path: '/api/v1/namespaces/default/endpoints?dryRun=All',
    body: ip => ({ apiVersion: 'v1', kind: 'Endpoints', metadata: { name: 'x' }, subsets: [{ addresses: [{ ip }], ports: [{ name: 'web', port: 1 }] }] }),
  },
  'EndpointSlice IPv4': { path: '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices?dryRun=All', body: address => slice('IPv4', address) },
  'EndpointSlice IPv6': { path: '/apis/discovery.k8s.io/v1/namespaces/default/endpointslices?dryRun=All', body: address => slice('IPv6', address) },
};

function slice(addressType: string, address: string): object {
  return { apiVersion: 'discovery.k8s.io/v1', kind: 'EndpointSlice', metadata: { name: 'x' }, addressType, endpoints: [{ addresses: [address] }], ports: [] };
}

afterAll(disconnect);

test.each(Object.keys(FIELDS) as AddressField[])(`${COUNT} strings as an address of %s: the verdict is the same as that of an apiserver of ${KUBERNETES}`, async field => {
  const { version, findings } = ComponentVersion.parse('kubernetes', 'version', KUBERNETES);
  expect(findings).toEqual([]);
  const { path, body } = FIELDS[field];
  const addresses = oddAddresses(SEED, COUNT);
  const differences: string[] = [];
  let accepted = 0;
  const judge = async (address: string) => {
    const { status, body: answer } = await call('POST', path, body(address));
    if (status !== 201 && status !== 422) { throw new Error(`${JSON.stringify(address)}: ${status} ${JSON.stringify(answer)}`); }
    const ours = addressRefusal(address, field, version);
    accepted += status === 201 ? 1 : 0;
    if ((status === 201) !== (ours === undefined)) { differences.push(`${JSON.stringify(address)}: ours ${ours ?? 'accepts it'}, the API server ${answer.message ?? 'accepts it'}`); }
  };
  for (let at = 0; at < addresses.length; at += 100) { await Promise.all(addresses.slice(at, at + 100).map(judge)); }
  expect(differences).toEqual([]);
  // both verdicts occurred
  expect(accepted).toBeGreaterThan(COUNT / 50);
  expect(accepted).toBeLessThan(COUNT * 0.9);
});

test('the feature gates are those of the given version', async () => {
  const { status } = await call('POST', FIELDS.Endpoints.path, FIELDS.Endpoints.body('010.0.0.1'));
  expect(status).toBe(KUBERNETES === '1.35' ? 201 : 422);
});
