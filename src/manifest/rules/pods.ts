import { listed, rule, shown } from '../../validation/rule';

// Pods: where they run, as whom, with which flags and volumes.

export const TOLERATION = rule({
  id: 'manifest/toleration',
  severity: 'error',
  judges: 'object',
  covers: ['core/pod'],
  message: ({ where, why }: { where: string; why: string }) => `"${where}" is not a valid toleration: ${why}`,
  why: 'The API server rejects the object.',
  example: { where: 'tolerations[0]', why: '"operator" must be "Exists" if "key" is missing' },
});

export const IDS_FROM_PLATFORM = rule({
  id: 'manifest/ids-from-platform',
  severity: 'error',
  message: ({ options }: { options: readonly string[] }) => {
    const names = listed(options.map(option => shown(option)));
    return `"podSecurity" has "idsFromPlatform", and ${names}: remove "idsFromPlatform" if you assign IDs, or remove the IDs`;
  },
  why: 'Either the manifest assigns user and groups, or the platform does.',
  example: { options: ['runAsUser', 'fsGroup'] },
});

export const SECCOMP_PROFILE = rule({
  id: 'manifest/seccomp-profile',
  severity: 'error',
  message: ({ profile }: { profile: string }) =>
    `"podSecurity.seccompLocalhostProfile" is ${shown(profile)}: `
    + 'use a path in the kubelet\'s folder of profiles, such as "profiles/monitoring.json", without ".."',
  why: 'The API server rejects the pods.',
  example: { profile: '/var/lib/kubelet/seccomp/monitoring.json' },
  see: 'https://kubernetes.io/docs/tutorials/security/seccomp/',
});

export const EXTRA_ARGUMENT = rule({
  id: 'manifest/extra-argument',
  severity: 'error',
  message: ({ flag, why }: { flag: string; why: string }) => `"extraArgs" has ${shown(flag)}, which ${why}`,
  why: 'A program exits at startup if it is given a flag twice, or one that it does not know.',
  example: { flag: 'web.listen-address', why: 'is set by the option "port": use the option' },
});

export const SIZE = rule({
  id: 'manifest/size',
  severity: 'error',
  judges: 'object',
  message: ({ prop }: { prop: string }) => `"${prop}" is less than 1 MiB: use the size of a volume, such as Size.gibibytes(100)`,
  why: 'The API server rejects the claim, or nothing fits into the volume.',
  example: { prop: 'storage.size' },
});

export const ACCESS_MODE = rule({
  id: 'manifest/access-mode',
  severity: 'error',
  judges: 'object',
  message: ({ prop, mode, allowed }: { prop: string; mode: string; allowed: readonly string[] }) =>
    `"${prop}" has ${shown(mode)}: it must be one of ${allowed.join(', ')}`,
  why: 'The API server rejects the claim.',
  example: { prop: 'storage.accessModes', mode: 'RWO', allowed: ['ReadWriteOnce'] },
});

export const STORAGE_TWICE = rule({
  id: 'manifest/storage-twice',
  severity: 'error',
  judges: 'object',
  message: () => '"storage" and "emptyDir" are both set: '
    + 'keep "storage" for a volume that outlives the pod, or "emptyDir" for one that does not',
  why: 'The operator uses the emptyDir and silently ignores the volume claim.',
  example: {},
  see: 'https://github.com/prometheus-operator/prometheus-operator/blob/v0.94.1/pkg/prometheus/server/statefulset.go',
});
