import { existsSync, readFileSync } from 'fs';
import { dirname, join } from 'path';

/** Requests of a namespace's ServiceAccounts, as the apiserver recorded them: method and path. */
interface Request {
  readonly user: string;
  readonly verb: string;
  readonly path: string;
  readonly code: number;
}

/** The log of the apiserver of this bed. */
const LOG = () => join(dirname(process.env.KUBECONFIG!), 'logs', 'audit.log');

/** The requests of the ServiceAccounts of these namespaces. */
export function requestsOf(...namespaces: readonly string[]): Request[] {
  const lines = existsSync(LOG()) ? readFileSync(LOG(), 'utf8').split('\n').filter(Boolean) : [];
  return lines.map(line => JSON.parse(line))
    .map(({ user, verb, requestURI, responseStatus }) => ({
      user: user.username as string, verb, path: requestURI, code: responseStatus?.code ?? 0,
    }))
    .filter(({ user }) => namespaces.some(name => user.startsWith(`system:serviceaccount:${name}:`)));
}

/** What was refused, each once. */
export function forbiddenOf(...namespaces: readonly string[]): string[] {
  const refused = requestsOf(...namespaces).filter(({ code }) => code === 403);
  return [...new Set(refused.map(({ user, verb, path }) => `${user} ${verb} ${path.split('?')[0]}`))].sort();
}
