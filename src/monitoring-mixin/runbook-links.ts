import { COMMUNITY_RUNBOOKS } from './community-runbooks';

const SITE = 'https://runbooks.prometheus-operator.dev/runbooks';

const folders = new Map(Object.entries(COMMUNITY_RUNBOOKS).flatMap(([folder, alerts]) => alerts.map(alert => [alert, folder] as const)));

/**
 * Where the runbook of an alert is: in a copy of docs/runbooks, or the community's page; undefined if there is no page.
 * @param url where the copy is
 */
export function runbookOf(alert: string, group: string, url: string | undefined): string | undefined {
  if (url !== undefined) { return `${url.replace(/\/$/, '')}/${group}.md#${alert.toLowerCase()}`; }
  const folder = folders.get(alert);
  return folder && `${SITE}/${folder}/${alert.toLowerCase()}/`;
}
