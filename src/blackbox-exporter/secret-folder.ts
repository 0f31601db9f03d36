/** Folder with the Secrets of the modules in the exporter's container. */
const SECRETS = '/etc/blackbox_exporter/secrets';

/** The folder of a Secret in the exporter's container. */
export function secretFolder(secretName: string): string {
  return `${SECRETS}/${secretName}`;
}
