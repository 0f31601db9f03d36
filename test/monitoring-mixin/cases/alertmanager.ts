import { AlertCase, am, flag, growth, OFF, ON } from '../alert-case';

export const ALERTMANAGER: readonly AlertCase[] = [
  flag('AlertmanagerConfigReloadFailed', am('0', 'alertmanager_config_last_reload_successful'), OFF, ON),
  {
    alert: 'AlertmanagerMembersDiffer',
    fires: { [am('0', 'alertmanager_cluster_members')]: '1x600', [am('1', 'alertmanager_cluster_members')]: '1x600' },
    quiet: { [am('0', 'alertmanager_cluster_members')]: '2x600', [am('1', 'alertmanager_cluster_members')]: '2x600' },
  },
  growth('AlertmanagerNotificationsFailing', am('0', 'alertmanager_notifications_failed_total', 'integration="slack"'), am('0', 'alertmanager_notifications_total', 'integration="slack"'), 20, 5),
  {
    alert: 'AlertmanagerConfigsDiffer',
    fires: { [am('0', 'alertmanager_config_hash')]: '1x600', [am('1', 'alertmanager_config_hash')]: '2x600' },
    quiet: { [am('0', 'alertmanager_config_hash')]: '2x600', [am('1', 'alertmanager_config_hash')]: '2x600' },
  },
  {
    alert: 'AlertmanagersDown',
    fires: { [am('0', 'up')]: OFF, [am('1', 'up')]: ON },
    quiet: { [am('0', 'up')]: OFF, [am('1', 'up')]: ON, [am('2', 'up')]: ON },
  },
];
