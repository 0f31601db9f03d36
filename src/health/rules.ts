import { rule, shown } from '../validation/rule';

export const NO_SHELL = rule({
  id: 'health/no-shell',
  severity: 'error',
  message: ({ container, listener }: { container: string; listener: string }) =>
    `container ${shown(
      container,
    )} listens on ${listener}, and its image has no shell for an exec probe: listen on all interfaces, or use an image with a shell`,
  why: 'A probe over the network does not reach loopback, and an exec probe needs something to execute.',
  example: { container: 'kube-state-metrics', listener: '127.0.0.1:8080' },
});

export const NO_WAY_IN = rule({
  id: 'health/no-way-in',
  severity: 'error',
  message: ({ container, listener, credentials }: { container: string; listener: string; credentials: string }) =>
    `container ${shown(container)} listens on ${listener} and requires ${credentials === 'basic'
      ? 'a password'
      : 'a client certificate'}, which a probe cannot send: `
    + 'remove the web configuration if only the pod itself connects, or set "probes: false"',
  why: 'A probe gets 401 or no TLS session, and the container is restarted repeatedly.',
  example: { container: 'config-reloader', listener: 'localhost:8080', credentials: 'basic' },
});
