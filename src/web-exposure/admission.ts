import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { WebExposureOptions } from './web-exposure-props';
import { Identity, objectLabels } from '../manifest/labels';
import { createNetworkPolicy, Peer } from '../manifest/network-policy';
import { ObjectMetadata } from '../manifest/object';
import { isOpenToAll } from '../scrape/clients';

/** The name and labels of objects that expose a user interface, in the namespace of its Service. */
export function exposureMetadata({ ui, name = ui.serviceName, labels, annotations }: WebExposureOptions): ObjectMetadata {
  const identity: Identity = { name: 'web-exposure', instance: name, component: 'web' };
  return { name, namespace: ui.namespace, labels: objectLabels(identity, labels), annotations };
}

/**
 * Allows clients in addition to those of the component: policies add up. If no policy isolates its pods, this one would, and block other
 * clients.
 */
export function admit(
  scope: Construct, { ui }: WebExposureOptions, { name, namespace, labels }: ObjectMetadata, from: readonly Peer[],
): ApiObject | undefined {
  return isOpenToAll(scope, ui)
    ? undefined
    : createNetworkPolicy(
      scope, 'NetworkPolicy', { name: `${name}-web`, namespace, labels }, ui.podLabels, [{ ports: [ui.podPort], from }],
    );
}

export function admittedPeers(namespace: string | undefined, cidrs: readonly string[] = []): Peer[] {
  return [...namespace === undefined ? [] : [{ namespace }], ...cidrs.map(cidr => ({ cidr }))];
}
