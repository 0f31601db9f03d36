/** Where the exporter has the Secrets of its modules. */
const SECRETS = '/etc/blackbox_exporter/secrets';

/** The folder of a Secret in the exporter's container. */
export function secretFolder(secretName: string): string {
  return `${SECRETS}/${secretName}`;
}
