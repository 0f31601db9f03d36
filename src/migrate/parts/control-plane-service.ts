import { Collected, Patch, add, code, patched, replace } from './collected';
import { JobRow } from './control-plane-data';
import { hasAddresses, objectOf, SERVICE_PATCH } from './control-plane-objects';
import { isEmpty } from '../../values/json';
import { labels, texts } from '../convert';
import { Outcome, Statement } from '../part';

/** The Service of the pods of a job, or addresses instead. */
export function convertService(found: Collected, row: JobRow): void {
  const { key, job, addresses } = row;
  const patches: Patch[] = [];
  const at = `${key}.service`;
  if (addresses !== undefined) {
    const option = `controlPlane.${addresses}`;
    found.value(`${key}.endpoints`, [[]], value => {
      if (!texts(value)) { return undefined; }
      found.option(option, value);
      return option;
    });
  }
  found.value(`${at}.enabled`, [true], () => withoutService(found, key, job));
  found.value(`${at}.selector`, [], value => {
    if (!labels(value)) { return undefined; }
    patches.push(replace('/spec/selector', asTexts(value)));
    return SERVICE_PATCH;
  });
  patches.push(...portPatches(found, row), ...familyPatches(found, at));
  const statement = patched(objectOf('services', row), patches, commentOf(found, row));
  if (statement) { found.statement(statement); }
}

const asTexts = (value: object) => Object.fromEntries(Object.entries(value).map(([name, each]) => [name, String(each)]));

/** The chart's Service is disabled. */
function withoutService(found: Collected, key: string, job: string): readonly [Outcome, string] {
  const isUsed = isEmpty(found.given(`${key}.serviceMonitor.selector`));
  return ['different', isUsed
    ? `the program creates the Service "${job}", which scraping requires`
    : 'the Service that the program creates is not used'];
}

function commentOf(found: Collected, { key, option }: JobRow): string {
  const ofTalos = option === 'etcd' && isTalos(found) ? ' With "platform: Platform.TALOS" this is not needed.' : '';
  return `From the values of ${key}.service.${ofTalos}`;
}

/** etcd of Talos is found through the pods of the API server. */
function isTalos(found: Collected): boolean {
  const selector = found.given('kubeEtcd.service.selector') as { component?: unknown } | undefined;
  return selector?.component === 'kube-apiserver';
}

/** IPv4 and IPv6. */
function familyPatches(found: Collected, at: string): Patch[] {
  const dual = `${at}.ipDualStack`;
  const paths = ['enabled', 'ipFamilyPolicy', 'ipFamilies'].map(each => `${dual}.${each}`);
  if (!found.isOn(`${dual}.enabled`, false)) {
    found.each('same', 'disabled', ...paths);
    return [];
  }
  found.each('mapped', SERVICE_PATCH, ...paths);
  return [
    add('/spec/ipFamilyPolicy', found.given(`${dual}.ipFamilyPolicy`) ?? 'PreferDualStack'),
    add('/spec/ipFamilies', found.given(`${dual}.ipFamilies`) ?? ['IPv6', 'IPv4']),
  ];
}

/** The Service is headless, so only the port of the pods matters. */
function portPatches(found: Collected, row: JobRow): Patch[] {
  const at = `${row.key}.service`;
  const patches: Patch[] = [];
  const isHttp = row.isHttps && found.given(`${row.key}.serviceMonitor.https`) === false;
  const usual = isHttp ? undefined : row.port;
  const wanted = found.given(`${at}.targetPort`) ?? found.given(`${at}.port`);
  const isOther = !isEmpty(wanted) && wanted !== usual;
  const change = (): string | undefined => {
    if (!Number.isSafeInteger(wanted)) { return undefined; }
    if (row.option === 'etcd') {
      found.option('controlPlane.etcdPort', wanted);
      return 'controlPlane.etcdPort';
    }
    patches.push(replace('/spec/ports/0/port', wanted));
    if (hasAddresses(found, row)) { found.statement(portOfAddresses(row, wanted)); }
    return SERVICE_PATCH;
  };
  const mapped = isOther ? change() : 'the same port';
  for (const path of [`${at}.targetPort`, `${at}.port`]) {
    found.value(path, [row.port, null], () => mapped ?? ['unsupported', 'the port is not a number']);
  }
  return patches;
}

/** Addresses are in EndpointSlices, each with the port. */
function portOfAddresses(row: JobRow, port: unknown): Statement {
  const change = `slice.addJsonPatch(JsonPatch.replace('/ports/0/port', ${code(port)}));`;
  return {
    code: `for (const slice of ${objectOf('endpoints', row)}) { ${change} }`,
    uses: ['JsonPatch'],
    comment: `Also use the port of ${row.key}.service for the addresses.`,
  };
}
