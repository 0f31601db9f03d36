const FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount';

/** The token of the Prometheus' own ServiceAccount, for targets that authorize clients with the API server. */
export const TOKEN_FILE = `${FOLDER}/token`;

/** The CA of the cluster. */
export const CA_FILE = `${FOLDER}/ca.crt`;

/**
 * The authority of OpenShift's own Services, which it mounts next to that of the cluster.
 * @see https://github.com/openshift/kubernetes/commit/6c491f7cb73fda751294a52a708bcd7173e8ba51
 */
export const SERVICE_CA_FILE = `${FOLDER}/service-ca.crt`;
