/** Fields of one object that exclude each other. An alternative may have several fields. */
interface Group {
  readonly of: readonly (readonly string[])[];
  /** Only objects at these paths. */
  readonly where?: RegExp;
}

const each = (...names: readonly string[]): string[][] => names.map(name => [name]);

/** Fields that exclude each other, according to the operator, the API server or the process. */
export const GROUPS: readonly Group[] = [
  { of: each('basicAuth', 'authorization', 'oauth2', 'sigv4', 'azureAd', 'bearerToken', 'bearerTokenFile', 'bearerTokenSecret') },
  { of: each('oauth', 'managedIdentity', 'sdk', 'workloadIdentity') },
  { of: each('secret', 'configMap'), where: /\.(ca|cert|clientId|client_ca|[a-z]*)$/ },
  { of: each('ca', 'caFile') },
  { of: [['cert', 'keySecret'], ['certFile', 'keyFile']], where: /^(?!.*(\.web|clusterTLS\.server)\.tlsConfig$|.*clusterTLS\.server$)/ },
  { of: each('cert', 'certFile'), where: /(\.web\.tlsConfig|clusterTLS\.server)$/ },
  { of: each('client_ca', 'clientCAFile') },
  { of: [['proxyURL'], ['proxyUrl', 'noProxy'], ['proxyFromEnvironment']] },
  { of: each('credentials', 'credentialsFile') },
  { of: each('botToken', 'botTokenFile') },
  { of: [['promoteResourceAttributes'], ['promoteAllResourceAttributes', 'ignoreResourceAttributes']] },
  { of: each('outOfOrderTimeWindow', 'staleSeriesCompactionThreshold', 'chunkEncoding'), where: /^PrometheusAgent\.tsdb$/ },
  { of: [['alert', 'for', 'keep_firing_for', 'annotations'], ['record']] },
  { of: each('volumeClaimTemplate', 'emptyDir', 'ephemeral'), where: /\.storage$/ },
  { of: each('exec', 'grpc', 'httpGet', 'tcpSocket', 'sleep') },
  { of: each('value', 'valueFrom'), where: /env\[\]$/ },
  { of: each('configMapKeyRef', 'fieldRef', 'fileKeyRef', 'resourceFieldRef', 'secretKeyRef') },
  { of: each('configMapRef', 'secretRef') },
  { of: each('subPath', 'subPathExpr') },
  { of: each('datasetName', 'datasetUUID') },
  { of: each('targetWWNs', 'wwids') },
  { of: [['name'], ['signerName', 'labelSelector']], where: /clusterTrustBundle$/ },
  { of: [['credentialBundlePath'], ['certificateChainPath', 'keyPath']] },
  { of: each('fieldRef', 'resourceFieldRef'), where: /downwardAPI\.items\[\]$/ },
  { of: each('clusterTrustBundle', 'configMap', 'downwardAPI', 'podCertificate', 'secret', 'serviceAccountToken'), where: /projected\.sources\[\]$/ },
  {
    of: each(
      'awsElasticBlockStore', 'azureDisk', 'azureFile', 'cephfs', 'cinder', 'configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'fc', 'flexVolume', 'flocker', 'gcePersistentDisk',
      'gitRepo', 'glusterfs', 'hostPath', 'image', 'iscsi', 'nfs', 'persistentVolumeClaim', 'photonPersistentDisk', 'portworxVolume', 'projected', 'quobyte', 'rbd', 'scaleIO', 'secret',
      'storageos', 'vsphereVolume',
    ),
    where: /volumes\[\]$/,
  },
];

/** Fields that are valid only together with others. */
export const NEEDS: readonly { readonly field: string; readonly needs: readonly string[] }[] = [
  { field: 'proxyConnectHeader', needs: ['proxyUrl', 'proxyFromEnvironment'] },
];
