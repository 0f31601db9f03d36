import { UpstreamRows } from './row';

/** general.rules, config-reloaders and kube-prometheus-general.rules. */
export const GENERAL: UpstreamRows = {
  alerts: [
    { upstream: 'TargetDown', ours: 'TargetDown', verdict: 'same' },
    { upstream: 'Watchdog', ours: 'Watchdog', verdict: 'same' },
    {
      upstream: 'InfoInhibitor',
      ours: 'InfoInhibitor',
      verdict: 'same',
      why: 'By cluster, too: a warning in one cluster does not release the info alerts of another one.',
    },
    {
      upstream: 'ConfigReloaderSidecarErrors',
      ours: 'ConfigReloaderSidecarErrors',
      verdict: 'same',
      why: 'One alert per container of a pod; a pod that is replaced keeps its alert.',
    },
  ],
  records: [
    { upstream: 'count:up1', ours: 'job:up:sum', verdict: 'declined', why: 'No dashboard or alert uses it. Ours has the labels cluster and job.' },
    { upstream: 'count:up0', ours: ['job:up:count', 'job:up:sum'], verdict: 'declined', why: 'No dashboard or alert uses it. It is the difference of ours.' },
  ],
  renamed: [
    { was: 'TargetsDown', now: 'TargetDown', difference: 'By Service, too: label service.' },
    { was: 'ConfigReloaderFailing', now: 'ConfigReloaderSidecarErrors', difference: 'Labels cluster, namespace, pod and container only.' },
  ],
};
