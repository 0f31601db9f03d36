import { ADDRESS_OPTIONS, partAddresses } from './addresses';
import { AVAILABILITY, Part } from './availability';
import { ControlPlaneProps } from './control-plane-props';
import { Platform } from './platform';
import { DOUBTFUL, ETCD_WITHOUT_CERTIFICATE, IMPOSSIBLE, OUTSIDE_PODS } from './rules';
import { finding, Finding } from '../validation/rule';

/** Messages of a platform about the parts that are scraped. */
export function checkParts(wanted: readonly Part[], platform: Platform, props: ControlPlaneProps): Finding[] {
  return wanted.flatMap(part => {
    const availability = AVAILABILITY[platform][part];
    if (availability.is === 'scraped') { return []; }
    const { is, why, outsidePods = false } = availability;
    const hasAddresses = partAddresses(part, props) !== undefined;
    const lacksCertificate = part === 'etcd' && platform === Platform.OPENSHIFT && !hasAddresses
      && props.etcdTls?.clientSecretName === undefined;
    return [
      ...is === 'impossible' ? [finding(IMPOSSIBLE, { part, platform, why })] : [],
      ...is === 'doubtful' ? [finding(DOUBTFUL, { part, platform, why })] : [],
      ...outsidePods && !hasAddresses
        ? [finding(OUTSIDE_PODS, { part, platform, option: ADDRESS_OPTIONS[part as keyof typeof ADDRESS_OPTIONS] })]
        : [],
      ...lacksCertificate ? [finding(ETCD_WITHOUT_CERTIFICATE, {})] : [],
    ];
  });
}
