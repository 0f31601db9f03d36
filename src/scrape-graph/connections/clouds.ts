import { Connection, Connections, known, NONE, Place, Reader, within } from './connection';
import { textOf } from '../manifest';

/**
 * Where the libraries of a cloud look for credentials on a node: the metadata service, and what stands in for it.
 * @see https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html 169.254.170.23 and fd00:ec2::23
 * @see https://docs.cloud.google.com/kubernetes-engine/docs/how-to/network-policy 169.254.169.252, port 988
 * @see https://learn.microsoft.com/en-us/azure/virtual-machines/instance-metadata-service 169.254.169.254
 */
const METADATA = {
  aws: [['169.254.169.254', 80], ['169.254.170.23', 80], ['fd00:ec2::254', 80], ['fd00:ec2::23', 80]],
  gcp: [['169.254.169.254', 80], ['169.254.169.252', 988]],
  azure: [['169.254.169.254', 80]],
} as const;

export type Cloud = keyof typeof METADATA;

export function metadataServers(cloud: Cloud, field: string): Connection[] {
  return METADATA[cloud].map(([host, port]) => ({ host, port, field }));
}

/** A public API: its host, on port 443. */
export function publicApi(host: string, field: string): Connection {
  return { host, port: 443, field };
}

/** AWS signatures and Azure tokens of clients of remote write and Alertmanagers. */
export function cloudCredentials(place: Place): Connections {
  const [sigv4, azureAd] = [within(place, 'sigv4'), within(place, 'azureAd')];
  return known(...[...signing(sigv4), ...azureTokens(azureAd)]);
}

function signing({ value, field }: Place): Connection[] {
  if (typeof value !== 'object' || value === null) { return []; }
  const isGiven = value.accessKey !== undefined;
  const isAssuming = textOf(value.roleArn ?? value.roleARN) !== '';
  return [...isGiven ? [] : metadataServers('aws', field), ...!isGiven || isAssuming ? [publicApi('sts.amazonaws.com', field)] : []];
}

function azureTokens({ value, field }: Place): Connection[] {
  if (typeof value !== 'object' || value === null) { return []; }
  return [
    ...value.oauth === undefined || value.managedIdentity !== undefined ? metadataServers('azure', field) : [],
    publicApi('login.microsoftonline.com', field),
  ];
}

/** Servers that a cloud discovery or object store needs for authentication. */
export const awsCredentials: Reader = ({ value, field }) =>
  known(...value?.accessKey === undefined ? metadataServers('aws', field) : [], publicApi('sts.amazonaws.com', field));
export const googleCredentials: Reader = ({ field }) => known(...metadataServers('gcp', field), publicApi('oauth2.googleapis.com', field));
export const azureCredentials: Reader = ({ value, field }) =>
  known(
    ...textOf(value?.authenticationMethod, 'OAuth') === 'OAuth' ? [] : metadataServers('azure', field),
    publicApi('login.microsoftonline.com', field),
  );

export const noCredentials: Reader = () => NONE;
