const FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount';

/** The token of the Prometheus' own ServiceAccount, for targets that ask the apiserver who may read them. */
export const TOKEN_FILE = `${FOLDER}/token`;

/** The authority of the cluster. */
export const CA_FILE = `${FOLDER}/ca.crt`;
