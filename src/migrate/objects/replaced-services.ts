import { Manifest, listOf, nameOf, textOf, textsOf } from '../../scrape-graph/manifest';
import { listed } from '../../validation/rule';
import { MigratedValue } from '../part';
import { Fate } from './replaced';

/** Fields of a Service that decide who reaches it. The Services of the program have none of them. */
const FIELDS = ['loadBalancerIP', 'loadBalancerSourceRanges', 'loadBalancerClass', 'externalIPs', 'externalTrafficPolicy', 'externalName'];

/**
 * How a replaced Service was reached from outside the cluster. The Services of the program have type ClusterIP: without these results the
 * access would be lost silently.
 */
export function serviceValues(fates: ReadonlyMap<Manifest, Fate>) {
  const all = [...fates].filter(([{ kind }, fate]) => kind === 'Service' && fate === 'replaced').map(([object]) => object);
  const found = all.map(object => ({ object, values: differences(object) }));
  const exposed = found.filter(({ object }) => typeOf(object) !== 'ClusterIP').map(({ object }) => nameOf(object));
  const warnings = exposed.length === 0
    ? []
    : [
      'these Services get type ClusterIP: for access from outside the cluster, write another Service with a name of your own, or use '
      + `WebIngress or WebRoute: ${listed([...exposed].sort(), 20)}`,
    ];
  return { values: found.flatMap(({ values }) => values), warnings };
}

function typeOf({ spec }: Manifest): string {
  return textOf(spec?.type, 'ClusterIP');
}

function differences(object: Manifest): MigratedValue[] {
  const { spec, metadata } = object;
  const different = (path: string, note: string): MigratedValue => ({ path: `${nameOf(object)}: ${path}`, outcome: 'different', note });
  const ports = listOf(spec?.ports).flatMap(port => port?.nodePort ?? []).map(String);
  const type = typeOf(object);
  // of a Service inside the cluster, only those of scrape configurations have an effect
  const annotations = Object.keys(textsOf(metadata.annotations)).filter(name => type === 'ClusterIP'
    ? /^prometheus\.io\//.test(name)
    : !/^(kubectl\.kubernetes\.io|meta\.helm\.sh)\//.test(name));
  return [
    ...type === 'ClusterIP'
      ? []
      : [different('type', `${type} becomes ClusterIP${ports.length === 0 ? '' : `, without the node port ${ports.join(', ')}`}`)],
    ...FIELDS.filter(field => spec?.[field] !== undefined && spec[field] !== null).map(field => different(field, 'not in the program')),
    ...annotations.map(name => different('annotations', `${JSON.stringify(name)} is not in the program`)),
  ];
}
