import { SpecRow } from './extra-spec';
import { ID_OPTIONS } from './merge-pod-security';
import { PodSecurityOptions } from './pod-security-options';
import { checkNumber } from './references';
import { RESTRICTED_POD } from './restricted';
import { IDS_FROM_PLATFORM, SECCOMP_PROFILE } from './rules';
import { finding, Finding } from '../validation/rule';

/** The default IDs of a component. */
export interface DefaultIds {
  /** User and group of the processes. */
  readonly id: number;
  /** Whether the pod has volumes whose files require the group. */
  readonly hasVolumes?: boolean;
}

const HIGHEST_ID = 2_147_483_647;

/** The security context of a pod: restricted, with the IDs of the component unless options say others. */
export function securityContextOf(
  { podSecurity = {} }: { readonly podSecurity?: PodSecurityOptions }, { id, hasVolumes = false }: DefaultIds,
) {
  const {
    idsFromPlatform = false, runAsUser, runAsGroup, fsGroup, fsGroupChangePolicy, supplementalGroups = [], seccompLocalhostProfile,
  } = podSecurity;
  const own = idsFromPlatform ? {} : { runAsUser: id, runAsGroup: id, ...hasVolumes && { fsGroup: id } };
  return {
    ...RESTRICTED_POD,
    ...seccompLocalhostProfile !== undefined && { seccompProfile: { type: 'Localhost', localhostProfile: seccompLocalhostProfile } },
    ...own,
    ...runAsUser !== undefined && { runAsUser },
    ...runAsGroup !== undefined && { runAsGroup },
    ...fsGroup !== undefined && { fsGroup },
    ...fsGroupChangePolicy !== undefined && { fsGroupChangePolicy },
    ...supplementalGroups.length > 0 && { supplementalGroups },
  };
}

/** Values that the API server or the kubelet would reject. */
export function checkPodSecurity(options: PodSecurityOptions = {}): Finding[] {
  const named = ID_OPTIONS.filter(option => options[option] !== undefined);
  const profile = options.seccompLocalhostProfile;
  return [
    ...options.idsFromPlatform === true && named.length > 0 ? [finding(IDS_FROM_PLATFORM, { options: named })] : [],
    // user 0 is root, which "runAsNonRoot" excludes
    ...checkNumber('podSecurity.runAsUser', options.runAsUser, 1, HIGHEST_ID),
    ...checkNumber('podSecurity.runAsGroup', options.runAsGroup, 0, HIGHEST_ID),
    ...checkNumber('podSecurity.fsGroup', options.fsGroup, 0, HIGHEST_ID),
    ...(options.supplementalGroups ?? []).flatMap((
      group, at,
    ) => checkNumber(`podSecurity.supplementalGroups[${at}]`, group, 0, HIGHEST_ID)),
    ...profile === undefined || profile !== '' && !profile.startsWith('/') && !profile.split('/').includes('..')
      ? []
      : [finding(SECCOMP_PROFILE, { profile })],
  ];
}

/** Fields of `securityContext` that the options set. */
export function podSecurityRows({ podSecurity = {} }: { readonly podSecurity?: PodSecurityOptions }): SpecRow[] {
  const fields = [...ID_OPTIONS, 'fsGroupChangePolicy', 'supplementalGroups'] as const;
  return [
    ...fields.filter(field => podSecurity[field] !== undefined)
      .map(field => ({ path: `securityContext.${field}`, option: `podSecurity.${field}` })),
    ...podSecurity.seccompLocalhostProfile === undefined
      ? []
      : [{ path: 'securityContext.seccompProfile', option: 'podSecurity.seccompLocalhostProfile' }],
  ];
}
