import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { WebExposureOptions } from './web-exposure-props';
import { Identity, objectLabels } from '../manifest/labels';
import { createNetworkPolicy, Peer } from '../manifest/network-policy';
import { ObjectMetadata } from '../manifest/object';
import { isOpenToAll } from '../scrape/clients';

/** The name and labels of what leads to a user interface: it is where its Service is. */
export function metadataOf({ ui, name = ui.serviceName, labels, annotations }: WebExposureOptions): ObjectMetadata {
  const identity: Identity = { name: 'web-exposure', instance: name, component: 'web' };
  return { name, namespace: ui.namespace, labels: objectLabels(identity, labels), annotations };
}

/** Lets others in beside those whom the component itself lets in: policies add up. Where no policy isolates its pods, this one would, and shut the others out. */
export function admit(scope: Construct, { ui }: WebExposureOptions, { name, namespace, labels }: ObjectMetadata, from: readonly Peer[]): ApiObject | undefined {
  return isOpenToAll(scope, ui) ? undefined : createNetworkPolicy(scope, 'NetworkPolicy', { name: `${name}-web`, namespace, labels }, ui.podLabels, [{ ports: [ui.podPort], from }]);
}

export function peersOf(namespace: string | undefined, cidrs: readonly string[] = []): Peer[] {
  return [...namespace === undefined ? [] : [{ namespace }], ...cidrs.map(cidr => ({ cidr }))];
}
