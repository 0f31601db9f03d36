import { AUTOSCALER, BUDGET, CoreCase, CRON_JOB, DAEMON_SET, DEPLOYMENT, JOB, of, REPLICA_SET, STATEFUL_SET } from '../core-cases';

const selector = (value: object) => ({ 'spec.selector': value });
const SELECTOR = ['core/selector spec.selector'];
const UNMATCHED = ['core/selector spec.template.metadata.labels'];
const schedule = (value: string) => ({ 'spec.schedule': value });
const SCHEDULE = ['core/schedule spec.schedule'];
const rolling = (value: object) => ({ 'spec.strategy': { type: 'RollingUpdate', rollingUpdate: value } });
const MAX = 'core/workload spec.strategy.rollingUpdate.maxUnavailable';

export const WORKLOADS: readonly CoreCase[] = [
  ...[DEPLOYMENT, STATEFUL_SET, DAEMON_SET, REPLICA_SET].flatMap(base => [
    of(base, 'as it is', {}),
    of(base, 'a selector that does not match the template', selector({ matchLabels: { app: 'api' } }), UNMATCHED),
    of(base, 'a selector of a label that the template does not have', selector({ matchLabels: { app: 'web', tier: 'front' } }), UNMATCHED),
    of(base, 'an empty selector', selector({}), SELECTOR),
    of(base, 'a selector by expressions', selector({ matchExpressions: [{ key: 'app', operator: 'In', values: ['api', 'web'] }, { key: 'x', operator: 'DoesNotExist' }] })),
    of(base, 'a template that is not restarted', { 'spec.template.spec.restartPolicy': 'Never' },
      ['core/pod spec.template.spec.restartPolicy']),
  ]),
  of(DEPLOYMENT, 'an expression that does not match', selector({ matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['web'] }] }), UNMATCHED),
  of(DEPLOYMENT, 'an expression without values', selector({ matchExpressions: [{ key: 'app', operator: 'In', values: [] }] }),
    ['core/selector spec.selector.matchExpressions[0].values', 'core/selector spec.template.metadata.labels']),
  of(DEPLOYMENT, 'an expression with an unknown operator', selector({ matchLabels: { app: 'web' }, matchExpressions: [{ key: 'app', operator: 'Equals', values: ['web'] }] }),
    ['core/selector spec.selector.matchExpressions[0].operator']),
  of(DEPLOYMENT, 'Exists with values', selector({ matchExpressions: [{ key: 'app', operator: 'Exists', values: ['web'] }] }), ['core/selector spec.selector.matchExpressions[0].values']),
  of(DEPLOYMENT, 'a bad label in the selector', { 'spec.selector.matchLabels': { app: 'a b' }, 'spec.template.metadata.labels': { app: 'a b' } },
    ['core/label spec.selector.matchLabels.app', 'core/label spec.template.metadata.labels.app']),

  of(DEPLOYMENT, 'no replicas', { 'spec.replicas': 0 }),
  of(DEPLOYMENT, 'negative replicas', { 'spec.replicas': -1 }, ['core/workload spec.replicas']),
  of(STATEFUL_SET, 'negative replicas', { 'spec.replicas': -1 }, ['core/workload spec.replicas']),
  of(DEPLOYMENT, 'a negative history', { 'spec.revisionHistoryLimit': -1 }, ['core/workload spec.revisionHistoryLimit']),
  of(DEPLOYMENT, 'a deadline before pods are available', { 'spec.minReadySeconds': 600 }, ['core/workload spec.progressDeadlineSeconds']),
  of(DEPLOYMENT, 'a deadline after pods are available', { 'spec.minReadySeconds': 599 }),
  of(DEPLOYMENT, 'nothing may be missing or too many', rolling({ maxUnavailable: 0, maxSurge: 0 }), [MAX]),
  of(DEPLOYMENT, 'nothing may be missing or too many, in percent', rolling({ maxUnavailable: '0%', maxSurge: 0 }), [MAX]),
  of(DEPLOYMENT, 'none may be missing, and one is too many by default', rolling({ maxUnavailable: 0 })),
  of(DEPLOYMENT, 'more than all may be missing', rolling({ maxUnavailable: '101%' }), [MAX]),
  of(DEPLOYMENT, 'more than all may be too many', rolling({ maxSurge: '101%' })),
  of(DEPLOYMENT, 'a number in quotes', rolling({ maxUnavailable: '1' }), [MAX]),
  of(DEPLOYMENT, 'Recreate with a rolling update', { 'spec.strategy': { type: 'Recreate', rollingUpdate: { maxSurge: 1 } } }, ['core/workload spec.strategy.rollingUpdate']),
  of(DEPLOYMENT, 'an unknown strategy', { 'spec.strategy': { type: 'OnDelete' } }, ['core/workload spec.strategy.type']),
  of(DAEMON_SET, 'a surge', { 'spec.updateStrategy': { rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } } }),
  of(DAEMON_SET, 'a surge, and some may be missing by default', { 'spec.updateStrategy': { rollingUpdate: { maxSurge: 1 } } }, ['core/workload spec.updateStrategy.rollingUpdate.maxSurge']),
  of(DAEMON_SET, 'nothing may be missing or too many', { 'spec.updateStrategy': { rollingUpdate: { maxUnavailable: 0 } } }, ['core/workload spec.updateStrategy.rollingUpdate.maxUnavailable']),
  of(STATEFUL_SET, 'OnDelete with a rolling update', { 'spec.updateStrategy': { type: 'OnDelete', rollingUpdate: { partition: 1 } } }, ['core/workload spec.updateStrategy.rollingUpdate']),
  of(STATEFUL_SET, 'an unknown policy', { 'spec.podManagementPolicy': 'parallel' }, ['core/workload spec.podManagementPolicy']),
  of(STATEFUL_SET, 'a claim without a size', { 'spec.volumeClaimTemplates': [{ metadata: { name: 'data' }, spec: { accessModes: ['ReadWriteOnce'] } }] },
    ['core/volume-claim spec.volumeClaimTemplates[0].spec.resources.requests.storage']),
  of(DEPLOYMENT, 'a deadline of its pods', { 'spec.template.spec.activeDeadlineSeconds': 60 }, ['core/pod spec.template.spec.activeDeadlineSeconds']),

  of(JOB, 'as it is', {}),
  of(JOB, 'a template that is always restarted', { 'spec.template.spec.restartPolicy': 'Always' }, ['core/pod spec.template.spec.restartPolicy']),
  of(JOB, 'a template that says nothing of restarts', { 'spec.template.spec.restartPolicy': undefined }, ['core/pod spec.template.spec.restartPolicy']),
  of(JOB, 'its own selector', { 'spec.manualSelector': true, 'spec.selector': { matchLabels: { app: 'web' } } }),
  of(JOB, 'a negative number of tries', { 'spec.backoffLimit': -1 }, ['core/workload spec.backoffLimit']),
  of(JOB, 'indexes without a number', { 'spec.completionMode': 'Indexed', 'spec.parallelism': 2 }, ['core/workload spec.completions']),
  of(JOB, 'indexes', { 'spec.completionMode': 'Indexed', 'spec.completions': 2 }),

  ...['* * * * *', '*/5 0-4,8 1 jan-mar SUN', '@daily', '@every 1h30m', '0 0 1 1 ?', '5/15 * * * *'].map(value => of(CRON_JOB, `the schedule ${value}`, schedule(value))),
  ...['', '* * * *', '0 0 * * * *', '60 * * * *', '* 24 * * *', '* * 0 * *', '* * * 13 *', '* * * * 7', '*/0 * * * *', '10-5 * * * *', 'a * * * *', '@reboot', '@every 1', '1-2-3 * * * *'].map(value =>
    of(CRON_JOB, `the schedule ${JSON.stringify(value)}`, schedule(value), SCHEDULE)),
  of(CRON_JOB, 'a time zone in the schedule', schedule('CRON_TZ=UTC 0 5 * * *'), ['core/schedule-zone spec.schedule'], { accepted: false }),
  of(CRON_JOB, 'a time zone', { 'spec.timeZone': 'Etc/UTC' }),
  of(CRON_JOB, 'two time zones', { 'spec.timeZone': 'Etc/UTC', 'spec.schedule': 'TZ=UTC 0 5 * * *' }, SCHEDULE),
  of(CRON_JOB, 'an unknown policy', { 'spec.concurrencyPolicy': 'Never' }, ['core/workload spec.concurrencyPolicy']),
  of(CRON_JOB, 'a template that is always restarted', { 'spec.jobTemplate.spec.template.spec.restartPolicy': 'Always' }, ['core/pod spec.jobTemplate.spec.template.spec.restartPolicy']),
  of(CRON_JOB, 'a selector', { 'spec.jobTemplate.spec.selector': { matchLabels: { app: 'web' } } }, ['core/selector spec.jobTemplate.spec.selector']),

  of(BUDGET, 'as it is', {}),
  of(BUDGET, 'a percentage', { 'spec.minAvailable': '50%' }),
  of(BUDGET, 'both bounds', { 'spec.maxUnavailable': 1 }, ['core/disruption-budget spec']),
  of(BUDGET, 'more than all', { 'spec.minAvailable': '101%' }, ['core/disruption-budget spec.minAvailable']),
  of(BUDGET, 'fewer than none', { 'spec.minAvailable': -1 }, ['core/disruption-budget spec.minAvailable']),
  of(BUDGET, 'a text', { 'spec.minAvailable': 'one' }, ['core/disruption-budget spec.minAvailable']),
  of(BUDGET, 'an unknown policy', { 'spec.unhealthyPodEvictionPolicy': 'Always' }, ['core/disruption-budget spec.unhealthyPodEvictionPolicy']),
  of(AUTOSCALER, 'as it is', {}),
  of(AUTOSCALER, 'fewer at most than at least', { 'spec.maxReplicas': 1 }, ['core/autoscaler spec.maxReplicas']),
  of(AUTOSCALER, 'none at most', { 'spec.maxReplicas': 0 }, ['core/autoscaler spec.maxReplicas']),
  of(AUTOSCALER, 'fewer than none', { 'spec.minReplicas': -1 }, ['core/autoscaler spec.minReplicas']),
  of(AUTOSCALER, 'a metric of an unknown kind', { 'spec.metrics': [{ type: 'CPU' }] }, ['core/autoscaler spec.metrics[0].type']),
  of(AUTOSCALER, 'a metric without its description', { 'spec.metrics': [{ type: 'Resource' }] }, ['core/autoscaler spec.metrics[0].resource']),
];
