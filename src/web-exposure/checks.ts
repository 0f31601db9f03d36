import { BACKEND_HTTPS, EXTERNAL_URL, HOST, OPEN } from './rules';
import { WebExposureOptions } from './web-exposure-props';
import { checkLabels } from '../manifest/labels';
import { isDnsSubdomain } from '../validation/kubernetes-names';
import { finding, Finding } from '../validation/rule';

/** Checks for every way to expose a user interface. */
export function checkExposure({ ui, host, insecure, labels, annotations = {} }: WebExposureOptions, isRoute: boolean): Finding[] {
  const { serviceName: service, externalUrl, isHttps, requiresAuthentication } = ui;
  const isElsewhere = externalUrl !== undefined && hostOf(externalUrl) !== host;
  return [
    ...isDnsSubdomain(host) && host.includes('.') ? [] : [finding(HOST, { host })],
    ...requiresAuthentication || insecure ? [] : [finding(OPEN, { service, host })],
    ...isElsewhere ? [finding(EXTERNAL_URL, { service, host, url: externalUrl })] : [],
    ...isHttps && !Object.keys(annotations).some(key => /backend-protocol|serversscheme|service\.scheme/.test(key))
      ? [finding(BACKEND_HTTPS, { service, isRoute })]
      : [],
    ...checkLabels('labels', labels ?? {}),
  ];
}

function hostOf(url: string): string | undefined {
  return /^https?:\/\/([^/:?#]+)/.exec(url)?.[1];
}
