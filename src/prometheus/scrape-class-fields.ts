import { ScrapeClass, ScrapeClassTls } from './scrape-class';
import { SecretKeyReference } from '../scrape/client-access-options';
import { authenticationFields } from '../scrape/endpoint-fields';

/** A ScrapeClass with the field names of the custom resource. */
export function scrapeClassFields({
  name, default: isDefault, tlsConfig, authorization, relabelings, metricRelabelings, attachNodeMetadata, fallbackScrapeProtocol,
}: ScrapeClass) {
  return {
    name,
    ...isDefault !== undefined && { default: isDefault },
    ...tlsConfig && { tlsConfig: tlsFields(tlsConfig) },
    ...authenticationFields({ authorization }),
    relabelings,
    metricRelabelings,
    ...attachNodeMetadata !== undefined && { attachMetadata: { node: attachNodeMetadata } },
    fallbackScrapeProtocol,
  };
}

function tlsFields({ ca, cert, keySecret, ...same }: ScrapeClassTls) {
  const key = ({ secretName, key: name }: SecretKeyReference) => ({ name: secretName, key: name });
  return {
    ...same,
    ...ca && { ca: { secret: key(ca) } },
    ...cert && { cert: { secret: key(cert) } },
    ...keySecret && { keySecret: key(keySecret) },
  };
}
