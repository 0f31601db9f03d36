/** Where Grafana has the certificate of the authority of a datasource. */
export const caFolder = (secretName: string) => `/etc/grafana/ca/${secretName}`;
