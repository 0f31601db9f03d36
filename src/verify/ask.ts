import * as http from 'http';
import * as https from 'https';
import { withoutSecrets } from './checks/targets';
import { ENDPOINTS, Endpoint, readAlertmanager, readAnswer, readNames, Reality } from './reality';
import { inWords, readText } from '../files/documents';

/** How a server is called. Secrets come from files and the environment, never from arguments, which every user of the machine can read. */
export interface Access {
  readonly token?: string;
  /** `user:password`. */
  readonly basicAuth?: string;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
  readonly insecureSkipVerify?: boolean;
}

export interface AccessFiles {
  readonly tokenFile?: string;
  readonly basicAuthFile?: string;
  readonly caFile?: string;
  readonly certFile?: string;
  readonly keyFile?: string;
  readonly insecureSkipVerify?: boolean;
}

type Environment = { readonly [name: string]: string | undefined };

/** @throws if a file cannot be read */
export function requestAccess(files: AccessFiles, environment: Environment): Access {
  const read = (file: string | undefined) => file === undefined ? undefined : fileText(file).trim();
  const token = read(files.tokenFile) ?? environment.PROMETHEUS_TOKEN;
  const basicAuth = read(files.basicAuthFile) ?? environment.PROMETHEUS_BASIC_AUTH;
  const [ca, cert, key] = [files.caFile, files.certFile, files.keyFile].map(read);
  return {
    ...token !== undefined && { token },
    ...basicAuth !== undefined && { basicAuth },
    ...ca !== undefined && { ca },
    ...cert !== undefined && { cert },
    ...key !== undefined && { key },
    ...files.insecureSkipVerify && { insecureSkipVerify: true },
  };
}

function fileText(file: string): string {
  const read = readText(file);
  if ('problem' in read) { throw new Error(`${file}: ${inWords(read.problem)}`); }
  return read.text;
}

/** Maximum size of a response about the targets of a Prometheus. */
const MOST_BYTES = 512 * 1024 * 1024;
const TIMEOUT = 30_000;

/** The server does not respond now, but may do so later: it is not reached, or it has just started. */
export class Unreachable extends Error {}

const TRANSIENT = ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'EAI_AGAIN'];
/** Prometheus has these while it reads its write-ahead log, and a proxy while there is no server behind it. */
const NOT_READY = [502, 503, 504];

/** The body of a response. @throws an error message without secrets, `Unreachable` if it is worth a second try */
export function get(base: string, path: string, access: Access): Promise<string> {
  const url = requestUrl(base, path);
  const { token, basicAuth, ca, cert, key, insecureSkipVerify } = access;
  const basic = basicAuth === undefined ? undefined : `Basic ${Buffer.from(basicAuth).toString('base64')}`;
  const authorization = token === undefined ? basic : `Bearer ${token}`;
  const tls = url.protocol === 'https:' ? { ca, cert, key, rejectUnauthorized: insecureSkipVerify !== true } : {};
  const fail = (why: string) => new Error(`${withoutSecrets(url.href)}: ${why}`);
  const unreachable = (why: string) => new Unreachable(fail(why).message);
  return new Promise((resolve, reject) => {
    const broken = (error: NodeJS.ErrnoException) => {
      const why = error.message || error.code || 'it cannot be reached';
      if (error.message.startsWith('http')) { return reject(error); } // one of the errors below
      reject(TRANSIENT.includes(error.code ?? '') ? unreachable(why) : fail(why));
    };
    const request = (url.protocol === 'https:' ? https : http).get(url, {
      headers: { accept: 'application/json', ...authorization && { authorization } }, timeout: TIMEOUT, ...tls,
    }, response => {
      const parts: Buffer[] = [];
      let size = 0;
      response.on('data', (part: Buffer) => {
        size += part.length;
        if (size > MOST_BYTES) { request.destroy(fail(`the response is larger than ${MOST_BYTES / 1024 / 1024} MiB`)); }
        parts.push(part);
      });
      response.on('error', broken);
      response.on('end', () => {
        const { statusCode = 0, headers: { location } } = response;
        if (statusCode === 200) { return resolve(Buffer.concat(parts).toString('utf8')); }
        const why = statusText(statusCode, location);
        reject(NOT_READY.includes(statusCode) ? unreachable(why) : fail(why));
      });
    });
    request.on('timeout', () => request.destroy(unreachable(`no response within ${TIMEOUT / 1000} seconds`)));
    request.on('error', broken);
  });
}

function statusText(status: number, location: string | undefined): string {
  if (status === 401 || status === 403) { return `HTTP status ${status}: use --token-file or --basic-auth-file`; }
  return status >= 300 && status < 400
    ? `HTTP status ${status}, a redirect to ${withoutSecrets(location ?? '')}: use the final URL`
    : `HTTP status ${status}`;
}

/** A path prefix is kept. @throws if it is not an HTTP URL, or contains a password */
export function requestUrl(base: string, path: string): URL {
  let url: URL;
  try {
    url = new URL(base);
  } catch {
    throw new Error(`${JSON.stringify(withoutSecrets(base))} is not a URL: write "http://HOST:PORT"`);
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    throw new Error(`${JSON.stringify(withoutSecrets(base))} is not an HTTP URL: write "http://HOST:PORT"`);
  }
  if (url.username !== '' || url.password !== '') {
    throw new Error('other users of this machine can read a password in a URL: use --basic-auth-file');
  }
  const [own, query = ''] = path.split('?');
  url.pathname = `${url.pathname.replace(/\/+$/, '')}${own}`;
  url.search = query;
  return url;
}

/** Everything that a Prometheus reports about itself, and the series of each job. */
export async function askPrometheus(base: string, access: Access, jobs: readonly string[]): Promise<Reality> {
  let reality: Reality = {};
  for (const endpoint of Object.keys(ENDPOINTS) as Endpoint[]) {
    reality = { ...reality, ...readAnswer(endpoint, await get(base, ENDPOINTS[endpoint], access)) };
  }
  const series = new Map<string, ReadonlySet<string>>();
  for (const job of jobs) {
    // label names cover all times; a query finds what exists now
    const query = encodeURIComponent(`group by (__name__) ({job=${JSON.stringify(job)}})`);
    series.set(job, readNames(await get(base, `/api/v1/query?query=${query}`, access)));
  }
  return { ...reality, series };
}

export async function askAlertmanager(base: string, access: Access): Promise<Reality> {
  return readAlertmanager(await get(base, '/api/v2/status', access));
}
