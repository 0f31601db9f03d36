/** Folder of a datasource's CA certificate in Grafana's container. */
export const caFolder = (secretName: string) => `/etc/grafana/ca/${secretName}`;
