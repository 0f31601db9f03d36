import * as http from 'http';
import * as https from 'https';

export interface Answer {
  /** 0 where nothing answered. */
  readonly status: number;
  readonly body: string;
}

/** Sends requests like the kubelet: without verifying a certificate. */
export function ask(url: string, headers: { readonly [name: string]: string } = {}): Promise<Answer> {
  const options = { headers, timeout: 5000, rejectUnauthorized: false, agent: false };
  return new Promise(resolve => {
    const sent = (url.startsWith('https:') ? https : http).get(url, options as https.RequestOptions, response => {
      const chunks: Buffer[] = [];
      response.on('data', chunk => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode!, body: Buffer.concat(chunks).toString('utf8') }));
      response.on('error', error => resolve({ status: 0, body: error.message }));
    });
    sent.on('timeout', () => sent.destroy(new Error('timeout')));
    sent.on('error', error => resolve({ status: 0, body: error.message }));
  });
}

/** Sends JSON, and reads JSON. */
export async function post(url: string, body: object): Promise<any> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  return response.json();
}
