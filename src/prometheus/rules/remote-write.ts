import { rule, shown } from '../../validation/rule';

// The fields of one receiver: its address, credentials, and the series that it gets.

const REJECTED = 'Prometheus rejects its whole configuration.';
const CONFIGURATION = 'https://prometheus.io/docs/prometheus/latest/configuration/configuration/#remote_write';

export const REMOTE_WRITE_URL = rule({
  id: 'prometheus/remote-write-url',
  severity: 'error',
  judges: 'object',
  message: ({ prop, url }: { prop: string; url: string }) => {
    const withoutUser = url.replace(/\/\/[^/]*@/, '//…@');
    return `"${prop}" is ${shown(withoutUser)}: `
      + 'write the receiver\'s URL, without a user, like "https://mimir.example.org/api/v1/push"';
  },
  why: 'Prometheus rejects its whole configuration, or the YAML contains a password.',
  example: { prop: 'remoteWrite[0].url', url: 'mimir.example.org' },
});

export const REMOTE_WRITE_IN_CLEAR = rule({
  id: 'prometheus/remote-write-in-clear',
  severity: 'warning',
  judges: 'object',
  message: ({ prop, url }: { prop: string; url: string }) =>
    `"${prop}" is ${shown(url)}, which sends all samples in plain text: use https`,
  why: 'Anyone with access to the network traffic can read and change all metrics.',
  example: { prop: 'remoteWrite[0].url', url: 'http://mimir.example.org/api/v1/push' },
});

export const REMOTE_WRITE_HEADER = rule({
  id: 'prometheus/remote-write-header',
  severity: 'error',
  judges: 'object',
  message: ({ header }: { header: string }) =>
    `"remoteWrite" has the header ${shown(header)}, which is invalid or set by Prometheus itself: `
    + 'remove it; for credentials use "basicAuth", "bearerToken" or "oauth2"',
  why: REJECTED,
  example: { header: 'Authorization' },
  see: CONFIGURATION,
});

export const REMOTE_WRITE_NAME_TWICE = rule({
  id: 'prometheus/remote-write-name-twice',
  severity: 'error',
  judges: 'object',
  message: ({ name }: { name: string }) => `"remoteWrite" has two receivers with the name ${shown(name)}: rename one of them`,
  why: REJECTED,
  example: { name: 'mimir' },
});

export const REMOTE_WRITE_MATCH = rule({
  id: 'prometheus/remote-write-match',
  severity: 'error',
  message: ({ prop, why }: { prop: string; why: string }) => `"${prop}" ${why}; write a selector, like '{__name__=~"job:.*"}'`,
  why: 'Prometheus sends other series than intended, or none.',
  example: { prop: 'remoteWrite[0].match', why: 'has "up[5m]": a range is not a series selector: remove the brackets' },
});

export const REMOTE_WRITE_CREDENTIALS = rule({
  id: 'prometheus/remote-write-credentials',
  severity: 'error',
  judges: 'object',
  message: ({ given }: { given: readonly string[] }) => {
    const names = given.map(each => `"${each}"`);
    return `${names.join(' and ')} are set: a request can have only one kind of credentials, keep one`;
  },
  why: REJECTED,
  example: { given: ['remoteWrite[0].basicAuth', 'remoteWrite[0].sigV4'] },
  see: CONFIGURATION,
});

export const REMOTE_WRITE_AZURE = rule({
  id: 'prometheus/remote-write-azure',
  severity: 'error',
  judges: 'object',
  message: ({ prop, why }: { prop: string; why: string }) => `"${prop}" is invalid: ${why}`,
  why: REJECTED,
  example: { prop: 'remoteWrite[0].azureAd', why: '"clientId" is not a UUID such as 00000000-0000-0000-0000-000000000000' },
  see: CONFIGURATION,
});

export const REMOTE_WRITE_RELABELING = rule({
  id: 'prometheus/remote-write-relabeling',
  severity: 'error',
  judges: 'object',
  message: ({ prop, regex, why }: { prop: string; regex: string; why: string }) => `"${prop}" is ${shown(regex)}: ${why}`,
  why: 'The operator rejects the whole Prometheus because of one invalid relabeling.',
  example: { prop: 'remoteWrite[0].writeRelabelings[0].regex', regex: '(', why: 'not a valid RE2 regular expression' },
});

export const REMOTE_WRITE_TOO_NEW = rule({
  id: 'prometheus/remote-write-too-new',
  severity: 'error',
  judges: 'object',
  message: ({ prop, value, cure }: { prop: string; value: string; cure: string }) => `"${prop}" is ${shown(value)}: ${cure}`,
  why: 'The API server rejects the Prometheus, or the field is dropped and the option has no effect.',
  example: { prop: 'remoteWrite[0].protocol', value: '2.0', cure: 'it requires prometheus-operator 0.78 and Prometheus 2.54' },
});
